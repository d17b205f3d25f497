// RSS, Atom and JSON Feed by npm's feed, of what comes as JSON on standard input; the folder to write them to is
// the argument.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Feed } = createRequire(process.cwd() + "/")("feed");
const told = JSON.parse(readFileSync(0, "utf8"));
const feed = new Feed({
  id: "https://feeds.example/all", title: "All of them", description: "Every piece",
  link: "https://feeds.example/", updated: new Date("2024-01-01T00:00:00Z"), copyright: "",
});
for (const piece of told.pieces) {
  feed.addItem({
    id: piece.url, title: piece.title, link: piece.url, content: piece.html, description: piece.first,
    author: [{ name: piece.byline, email: "desk@feeds.example" }], date: new Date(piece.day + "T09:00:00Z"),
  });
}
const folder = process.argv[2];
writeFileSync(folder + "/npm.rss", feed.rss2());
writeFileSync(folder + "/npm.atom", feed.atom1());
writeFileSync(folder + "/npm.feed.json", feed.json1());
