# Atom and RDF by Ruby's own rss library, of what comes as JSON on standard input; the folder to write them to
# is the argument.
require 'json'
require 'rss'

told = JSON.parse($stdin.read)
{ 'ruby.rdf' => '1.0', 'ruby.atom' => 'atom' }.each do |name, version|
  feed = RSS::Maker.make(version) do |maker|
    maker.channel.about = maker.channel.id = 'https://feeds.example/all'
    maker.channel.title = 'All of them'
    maker.channel.link = 'https://feeds.example/'
    maker.channel.description = 'Every piece'
    maker.channel.author = 'The desk'
    maker.channel.updated = '2024-01-01T00:00:00Z'
    told['pieces'].each do |piece|
      maker.items.new_item do |item|
        item.title = piece['title']
        item.link = piece['url']
        item.id = piece['name'] if version == 'atom'
        version == 'atom' ? item.author = piece['byline'] : item.dc_creator = piece['byline']
        item.date = piece['day'] + 'T09:00:00Z'
        item.description = piece['first']
        if version == 'atom'
          item.content.type = 'html'
          item.content.content = piece['html']
        else
          item.content_encoded = piece['html']
        end
      end
    end
  end
  File.write(File.join(ARGV[0], name), feed.to_s)
end
