#!/bin/sh
# Pages are tested in a browser. Finds Chromium, or installs Debian's where that is allowed; tests/pages/browser.py starts and stops it.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The pages' tests need Chromium, and none was found. Install it (on Debian: apt-get install chromium fonts-liberation)." >&2
    exit 2
fi
echo "Installing Debian's chromium for the pages' tests."
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq chromium fonts-liberation >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq chromium fonts-liberation >/dev/null; }
