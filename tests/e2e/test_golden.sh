#!/bin/sh
# Every screen at three sizes, as the program draws it, against the frames in tests/golden.
# With GOLDEN=write they are written anew: review the difference.
set -u
cd "$(dirname "$0")/../.." || exit 4
program=${BASCULE:-build/bascule}
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
unset NO_COLOR BASCULE_DATA XDG_DATA_HOME
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795507200
status=0

frame() { # frame NAME KEYS [OPTION...]
	name=$1 keys=$2
	shift 2
	for size in 80x24 120x40 200x50; do
		file=tests/golden/$name-$size.txt
		rm -rf "$state/s"
		if ! XDG_STATE_HOME=$state/s "$program" --data data "$@" --replay "$keys" \
			--dump-screen $size >"$state/now" 2>"$state/err" || [ -s "$state/err" ]; then
			# No frame: never written, never a match.
			sed 's/^/# /' "$state/err"
			echo "not ok - $name at $size"
			status=1
		elif [ "${GOLDEN:-}" = write ]; then
			cp "$state/now" "$file"
		elif diff -u "$file" "$state/now" >"$state/diff" 2>&1; then
			echo "ok - $name at $size"
		else
			sed 's/^/# /' "$state/diff"
			echo "not ok - $name at $size"
			status=1
		fi
	done
}

frame ranking g
frame ranking-excluded 'jjt<BS>own.parent_country in EU<Enter>'
frame matrix '2'
frame matrix-leaves '2zjjjjll'
frame matrix-unknown '2f'
frame weights '3lllll'
frame weights-leaf '3jz<Down><Down>L'
frame evidence '4'
frame evidence-number '2z/pue<Enter><Enter>'
frame evidence-unknown '2z/external<Enter><Enter>'
frame framework 5
frame framework-official '5vl'
frame framework-minimum '5kkt2<Enter>'
frame framework-tender 5 -m ec-tender
frame criteria '5<Enter>'
frame criteria-unmarked '5kl<Enter>' -p ovhcloud/secnumcloud-vmware,scaleway
frame rungs '5<Enter><Enter>'
frame rungs-texts '5<Enter><Enter>v'
frame rungs-unknown '5/7.3<Enter><Enter>'
frame ladders 6
frame ladders-level '6jjjjjj'
frame ladders-texts '6jjjjjjv'
frame ranking-tender g -m ec-tender
frame evidence-mark '2z/extraterritorial<Enter><Enter>' -m ec-tender
frame help '3?'
frame palette ':wei'
frame prompt '2z/pue<Enter>*1.2<Enter>'
exit $status
