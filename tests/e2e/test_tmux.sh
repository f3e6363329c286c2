#!/bin/sh
# The program in tmux, as people run it: keys in, the screen captured.
set -u
program=${BASCULE:-build/bascule}
program=$(realpath "$program")
dir=$(mktemp -d)
socket=bascule-test-$$
trap 'tmux -L $socket kill-server 2>/dev/null; rm -rf "$dir"' EXIT
status=0
tm() { tmux -L "$socket" -f /dev/null "$@"; }

# shows TEXT: waits up to ten seconds for it on the screen.
shows() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		for _ in 1 2 3 4 5 6 7 8 9 10; do
			tm capture-pane -p 2>/dev/null | grep -qF -- "$1" && return 0
			sleep 0.1
		done
	done
	tm capture-pane -p 2>/dev/null | sed 's/^/# /'
	return 1
}
say() { # say RESULT NAME
	if [ "$1" = 0 ]; then echo "ok - $2"; else echo "not ok - $2"; status=1; fi
}

tm new-session -d -x 80 -y 24 "XDG_STATE_HOME=$dir LC_ALL=C.UTF-8 '$program' --data data; echo left \$?; sleep 60"
shows "OVHcloud leads"
say $? "the ranking shows at 80x24"
tm send-keys 2 z
shows "Seat of the ultimate"
say $? "the matrix unfolds"
tm send-keys Down Down Enter
shows "own.parent_country"
say $? "Enter goes down to the evidence"
tm send-keys q 3 Right Right Right
shows "3 events"
say $? "the arrow keys move a weight, each an event"
tm send-keys u
shows "4 events"
say $? "u takes the gesture back, as an event"
tm resize-window -x 120 -y 40 2>/dev/null
shows "Swing"
say $? "a larger window shows the second pane"
tm send-keys :
tm send-keys -l "evidence"
tm send-keys Enter
shows "Points by value"
say $? "the palette runs a command by its name"
tm send-keys 1 q
shows "left 0"
say $? "q leaves with status 0"
exit $status
