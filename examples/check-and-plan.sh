#!/bin/sh
# Checks the example trust and plans three of its proposals. EVENHAND is the command to run; the results go into the folder named.
set -eu
results=$1
cd "$(dirname "$0")/.."
mkdir -p "$results"
on=2026-11-02 # the day the example's proposals are made

echo "Checking examples/marram: what an import would take, tidy and refuse."
status=0
$EVENHAND check examples/marram --on "$on" >"$results/check.txt" || status=$?
head -n 1 "$results/check.txt"
case $status in
0) echo "Everybody can be taken." ;;
1) echo "Some people cannot be taken, and each reason is listed: the example's data is untidy on purpose." ;;
*) exit "$status" ;;
esac

plan() {
    echo "Planning the $1 proposal, made on $on."
    $EVENHAND plan examples/marram --proposal "$1" --policy secat-2020 --on "$on" --end "$2" --assume last-known --out "$results/$1" >"$results/$1.txt"
}
plan headcount 2027-04-30
plan support 2027-04-30
plan leadership 2027-08-31

echo "The results:"
echo "  $results/check.txt"
for proposal in headcount support leadership; do echo "  $results/$proposal.txt  and its files in  $results/$proposal/"; done
