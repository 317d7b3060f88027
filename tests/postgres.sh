#!/bin/sh
# The site is tested on PostgreSQL too. Finds one, or installs Debian's where that is allowed; tests/site/postgres.py starts and stops it.
set -eu
[ -z "${EVENHAND_TEST_POSTGRES:-}" ] || exit 0
if command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The site's tests need PostgreSQL, and none was found. Install it (on Debian: apt-get install postgresql)," \
        "or set EVENHAND_TEST_POSTGRES to the connection string of a server whose owner lets you create databases." >&2
    exit 2
fi
echo "Installing Debian's postgresql for the site's tests."
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq postgresql >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; }
