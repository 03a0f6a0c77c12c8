#!/bin/sh
# Untuk macOS: klik dua kali. Isinya sama dengan kim.sh.
exec sh "$(dirname "$0")/kim.sh" "$@"
