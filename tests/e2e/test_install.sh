#!/bin/sh
# Installing into a DESTDIR: the installed program finds its data, uninstall takes back just that.
set -u
cd "$(dirname "$0")/../.." || exit 4
build=$(dirname "${BASCULE:-build/bascule}")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
status=0

say() { # say RESULT NAME
	if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; status=1; fi
}

# The build folder of this run, so that nothing is compiled anew.
case $build in
*/asan) mode=MODE=asan ;;
*) mode= ;;
esac
make_in() { make --no-print-directory $mode PREFIX=/usr/local DESTDIR="$root" "$@" >"$root.log" 2>&1; }

mkdir -p "$root/usr/local/share/keep" && : >"$root/usr/local/share/keep/file"
make_in install
say $? "make install puts the program and its data below DESTDIR"

[ -x "$root/usr/local/bin/bascule" ] && [ -f "$root/usr/local/share/bascule/profiles/azure.yaml" ]
say $? "the program and a profile are where PREFIX says"

diff -r data/profiles "$root/usr/local/share/bascule/profiles" >/dev/null &&
	diff -r data/models "$root/usr/local/share/bascule/models" >/dev/null
say $? "the installed data is the shipped data"

[ -z "$(find "$root/usr/local/share/bascule" -name '*.[ch]')" ]
say $? "no source file is installed"

"$root/usr/local/bin/bascule" --data "$root/usr/local/share/bascule" rank -f csv 2>&1 | grep -q azure
say $? "the installed program ranks from the installed data"

make_in uninstall
find "$root" -type f | sort >"$root.files"
[ "$(cat "$root.files")" = "$root/usr/local/share/keep/file" ]
say $? "make uninstall takes back exactly what install put there"
rm -f "$root.log" "$root.files"
exit $status
