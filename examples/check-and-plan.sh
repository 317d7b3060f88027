#!/bin/sh
# Checks the example trust and plans three of its proposals. EVENHAND is the command to run; the results go into the folder named.
set -eu
results=$1
cd "$(dirname "$0")/.."
mkdir -p "$results"

echo "Checking examples/marram: what an import would take, tidy and refuse."
status=0
$EVENHAND check examples/marram >"$results/check.txt" || status=$?
case $status in
0) echo "Everybody can be taken." ;;
1) echo "Some people cannot be taken, and each reason is listed: the example's data is untidy on purpose." ;;
*) exit "$status" ;;
esac

plan() {
    echo "Planning the $1 proposal, made on 2 November 2026."
    $EVENHAND plan examples/marram --proposal "$1" --policy secat-2020 --on 2026-11-02 --end "$2" --assume last-known --out "$results/$1" >"$results/$1.txt"
}
plan headcount 2027-04-30
plan support 2027-04-30
plan leadership 2027-08-31

echo "The results:"
echo "  $results/check.txt"
for proposal in headcount support leadership; do echo "  $results/$proposal.txt  and its files in  $results/$proposal/"; done
