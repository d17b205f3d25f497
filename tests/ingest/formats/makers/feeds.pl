# RSS and RDF by XML::RSS, RDF by XML::FeedPP, OPML by XML::OPML, of what comes as JSON on standard input;
# the folder to write them to is the argument.
use strict; use warnings; use utf8;
use JSON::PP; use XML::FeedPP; use XML::OPML; use XML::RSS;

my ($folder) = @ARGV;
my $told = decode_json(join '', <STDIN>);

for my $made (['perl.rss', '2.0'], ['perl.rdf', '1.0']) {
    my ($name, $version) = @$made;
    my $rss = XML::RSS->new(version => $version);
    $rss->add_module(prefix => 'content', uri => 'http://purl.org/rss/1.0/modules/content/');
    $rss->channel(title => 'All of them', link => 'https://feeds.example/', description => 'Every piece');
    for my $piece (@{$told->{pieces}}) {
        $rss->add_item(
            title => $piece->{title}, link => $piece->{url}, description => $piece->{first},
            $version eq '2.0' ? (guid => $piece->{name}, pubDate => $piece->{rfc822}) : (),
            dc => {creator => $piece->{byline}, date => $piece->{day}},
            content => {encoded => $piece->{html}},
        );
    }
    $rss->save("$folder/$name");
}

my $feed = XML::FeedPP::RDF->new(link => 'https://feeds.example/', title => 'All of them');
for my $piece (@{$told->{pieces}}) {
    my $item = $feed->add_item($piece->{url});
    $item->title($piece->{title});
    $item->description($piece->{html});
    $item->author($piece->{byline});
    $item->pubDate($piece->{day});
}
$feed->to_file("$folder/feedpp.rdf");

for my $grouped (0, 1) {
    my $opml = XML::OPML->new(version => '1.1');
    $opml->head(title => 'Feeds');
    for my $feed (@{$told->{feeds}}) {
        my @tags = @{$feed->{tags}};
        my %outline = (text => $feed->{title}, title => $feed->{title}, type => 'rss', xmlUrl => $feed->{url});
        if ($grouped && @tags) {
            $opml->add_outline(opmlvalue => 'embed', text => $tags[0], title => $tags[0], outline_one => \%outline);
        } else {
            $opml->add_outline(%outline, $grouped ? () : (category => join(',', @tags)));
        }
    }
    if ($grouped) {
        open(my $file, '>:utf8', "$folder/grouped.opml") or die;
        print $file $opml->as_string;
    } else {
        $opml->save("$folder/perl.opml");  # in Latin-1 under a head that says UTF-8: lists like it are about
    }
}
