<?php
// What SimplePie, the reader inside OpenDK and LibreTime, finds in each feed that is named.
// Prints one line a feed; ends with 1 where an item lacks author, date or content, where a
// podcast holds more than the sound, or where nothing could be read.

require 'simplepie-lib/autoloader.php';
error_reporting(E_ALL & ~E_DEPRECATED);

$faults = 0;
// SimplePie's library asks the proxy by itself; what PHP reads has to be told.
$proxy = stream_context_create(['http' => [
    'proxy' => 'tcp' . rtrim(substr((string) getenv('http_proxy'), strlen('http')), '/'),
    'request_fulluri' => true,
]]);
foreach (array_slice($argv, 1) as $url) {
    $feed = new SimplePie();
    $feed->enable_cache(false);
    $feed->set_feed_url($url);
    $feed->force_feed(true);
    if (!$feed->init()) {
        echo "$url: {$feed->error()}\n";
        $faults++;
        continue;
    }
    $items = $sounds = 0;
    foreach ($feed->get_items() as $item) {
        $items++;
        $author = $item->get_author();
        $missing = [];
        if (!$author || trim((string) $author->get_name()) === '') $missing[] = 'author';
        if (!$item->get_date('U')) $missing[] = 'date';
        if (trim((string) $item->get_content()) === '') $missing[] = 'content';
        if (trim((string) $item->get_title()) === '') $missing[] = 'title';
        $audio = array_values(array_filter($item->get_enclosures() ?? [], function ($one) {
            return strpos((string) $one->get_type(), 'audio') === 0;
        }));
        if ($audio) {
            $sounds++;
            if ((int) $audio[0]->get_length() <= 0) $missing[] = 'length';
        }
        // LibreTime takes the first enclosure, whatever it is, and passes over an item without any.
        if (basename($url) === 'podcast.xml' && count($item->get_enclosures() ?? []) !== count($audio)) {
            $missing[] = 'the sound alone';
        }
        if ($missing) {
            echo "$url: {$item->get_id()}: " . implode(', ', $missing) . "\n";
            $faults++;
        }
    }
    // What the feed itself says, without SimplePie.
    $written = preg_match_all('/<enclosure |rel="enclosure"/', file_get_contents($url, false, $proxy));
    if ($sounds !== $written) {
        echo "$url: $written sounds, of which $sounds are found\n";
        $faults++;
    }
    echo "$url: $items items, $sounds with sound\n";
}
exit($faults ? 1 : 0);
