#!/bin/sh
# Real subscribers read the site: newsboat, SimplePie (OpenDK, LibreTime) and podget.
# Debian: apt-get install newsboat php-cli php-curl php-xml libphp-simplepie podget
# Usage: scripts/subscribers.sh [PORT]     docs/langganan.md says what each was found to need.
set -eu
cd "$(dirname "$0")/.."
port=${1:-8799}
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
# A site is built for a public address only; every subscriber asks our server for it, as a proxy.
base="http://kabar.example/"
export http_proxy="http://127.0.0.1:$port/"
unset HTTP_PROXY no_proxy NO_PROXY

sed "s|^site_url:.*|site_url: $base|; s|^docs_dir:.*|docs_dir: $PWD/content|" mkdocs.yml > "$work/mkdocs.yml"
python3 scripts/kim.py build --quiet --config "$work/mkdocs.yml" --site-dir "$work/site"
mkdir -p "$work/www/http:"
ln -s "$work/site" "$work/www/http:/kabar.example"
python3 -m http.server --bind 127.0.0.1 --directory "$work/www" "$port" >/dev/null 2>&1 &
server=$!
sleep 1

find "$work/site" -name feed.xml -o -name atom.xml -o -name podcast.xml -o -path '*/arsip/*.xml' |
  sed "s|^$work/site/|$base|" | sort > "$work/urls"
count=$(wc -l < "$work/urls")

echo "== newsboat: $count feeds, and the OPML"
printf 'error-log %s\n' "$work/errors" > "$work/config"
newsboat -u "$work/urls" -c "$work/cache.db" -C "$work/config" -x reload
newsboat -u "$work/urls" -c "$work/cache.db" -C "$work/config" -x print-unread
test ! -s "$work/errors" || { cat "$work/errors"; exit 1; }
python3 - "$work/cache.db" "$count" <<'CHECK'
import sqlite3, sys
ask = lambda query: sqlite3.connect(sys.argv[1]).execute(query).fetchone()[0]
assert ask("select count(*) from rss_feed") == int(sys.argv[2]), "a feed was not read"
assert ask("select count(*) from rss_item where '' in (title, author, content) or not pubDate") == 0
print("every item has title, author, date and content")
CHECK
: > "$work/imported"
newsboat -u "$work/imported" -c "$work/other.db" -C "$work/config" -i "$work/site/langganan/feeds.opml"
wanted=$(grep -c xmlUrl "$work/site/langganan/feeds.opml")
test "$(grep -c ^http "$work/imported")" = "$wanted"
echo "$wanted feeds imported"

echo "== SimplePie"
# Debian 12's SimplePie 1.3.1 stumbles over its PHP 8.2 in two places of one file.
cp -r /usr/share/php/simplepie "$work/simplepie-lib"
sed -i -e "s/implode(\(array_keys(.*)\), '|')/implode('|', \1)/" \
  -e 's|\$second = round(\$match\[6\] + \$match\[7\] / |$second = round((int) $match[6] + (int) $match[7] / |' \
  "$work/simplepie-lib/library/SimplePie/Parse/Date.php"
xargs php -d include_path="$work" scripts/subscribers.php < "$work/urls"

echo "== podget"
mkdir "$work/podget"
podget -d "$work/podget" --create-config podgetrc > /dev/null
sed -i "s|^DIR_LIBRARY=.*|DIR_LIBRARY=$work/sound|" "$work/podget/podgetrc"
echo "${base}siaran/podcast.xml Kabar KIM" > "$work/podget/serverlist"
podget -d "$work/podget" -c podgetrc
find "$work/sound" -name '*.mp3' | sort > "$work/got"
sounds=$(grep -c '<enclosure' "$work/site/siaran/podcast.xml")
test "$(wc -l < "$work/got")" = "$sounds"
while read -r file; do
  cmp "$file" "$(find "$work/site/media" -name "$(basename "$file")")"
done < "$work/got"
echo "$sounds sounds downloaded, byte for byte"
