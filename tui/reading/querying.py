"""What can be typed to search the library, told once for the command line and for the help."""

TERMS = (
    'words that must all stand in an article: kyiv grain   (a phrase: "fire parity"   a beginning: himar*)',
    'a word that is a name means all its spellings: haidai finds Hayday   (the word alone: "haidai")',
    "who or what is named, by its type: person:haidai place: org: weapon: norp: event: entity:",
    'where and when: outlet:"Danube Radio" before:2022-07 after:2022-06-24 on:2022-06..2022-07 language:uk',
    "what you marked: is:unread  is:read  is:starred  tag:grain       a story: story:12",
    "who says something: speaker:haidai                    in the title alone: title:kharkiv",
    'words or a name in a quotation: quote:"no sense" quote:kharkiv   (of his: speaker:haidai quote:kharkiv)',
    "AND (or nothing), OR, NOT (or -), brackets:    (grain OR wheat) -outlet:wire",
)
