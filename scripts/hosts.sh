#!/bin/sh
# Hosts' own programs read the site: Cloudflare Pages' server is crawled, Netlify's reader asked about _headers.
# Needs node and npm; both come from npm into a temporary folder.
# Usage: scripts/hosts.sh [PORT]     docs/menerbitkan.md names the bounds that these hosts have.
set -eu
cd "$(dirname "$0")/.."
port=${1:-8788}
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
python3 scripts/kim.py build --quiet --site-dir "$work/site"
npm install --silent --prefix "$work" wrangler@4.40.0 @netlify/headers-parser@9.0.3

echo "== Netlify: _headers"
cat > "$work/ask.mjs" <<'ASK'
import { parseAllHeaders } from '@netlify/headers-parser'
const { headers, errors } = await parseAllHeaders({ headersFiles: [process.argv[2]], configHeaders: [], minimal: false })
const expected = { '/': 'max-age=300', '/luring.js': 'no-cache', '/luring.json': 'no-cache', '/luring/': 'max-age=300', '/assets/kim/x.css': 'immutable' }
const said = path => Object.assign({}, ...headers.filter(one => one.forRegExp.test(path)).map(one => one.values))['Cache-Control']
const wrong = Object.keys(expected).filter(path => !said(path).includes(expected[path]))
if (errors.length || wrong.length) { console.error(errors, wrong); process.exit(1) }
ASK
node "$work/ask.mjs" "$work/site/_headers"

echo "== Cloudflare Pages: every link, and headers"
cd "$work"
HOME="$work" CI=1 WRANGLER_SEND_METRICS=false node_modules/.bin/wrangler pages dev site --ip 127.0.0.1 --port "$port" \
  --compatibility-date 2025-09-01 >"$work/log" 2>&1 &
server=$!
cd "$OLDPWD"
for _ in $(seq 60); do sleep 1; curl -fs -o "$work/home" "http://127.0.0.1:$port/" && break; done
ask() { curl -s -o /dev/null -D - "http://127.0.0.1:$port$1" | tr -d '\r'; }
ask /luring.js | grep -qix 'cache-control: no-cache'
ask /berita/ | grep -qi '^content-security-policy: '
ask /tidak/ada/ | head -1 | grep -q 404
PYTHONPATH=. .venv/bin/python - "http://127.0.0.1:$port/" "$work/site" <<'CRAWL'
import pathlib, re, sys
from tests.hosting.crawler import Crawl
robots = pathlib.Path(sys.argv[2], "robots.txt").read_text()
public = re.search(r"Sitemap: (\S+/)sitemap", robots)[1]
crawl = Crawl(sys.argv[1], public).run()
assert not crawl.broken and not crawl.lost_fragments, (crawl.broken, crawl.lost_fragments)
print(len(crawl.answers), "addresses, none is missing")
CRAWL
