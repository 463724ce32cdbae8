#!/bin/sh
# Double-click this file to open auditkit in the browser (Linux; in a terminal: sh "Start auditkit.sh").
cd "$(dirname "$0")" || exit 1
for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
  # The system python may be older than one installed beside it.
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    "$python" start.py "$@"
    code=$?
    [ "$code" -eq 0 ] || { printf 'Press Enter to close this window. '; read -r _; }
    exit "$code"
  fi
done
echo "auditkit needs Python 3.11 or newer. Install it from python.org, then double-click this file again."
printf 'Press Enter to close this window. '
read -r _
exit 2
