# Starts a run, or finds the one that this very work started before, and follows it to its end. A signal cancels it: a build
# that nobody waits for keeps no GPU busy. Leaves touchstone-run, touchstone.env, touchstone-report/ and $status behind.
touchstone() { $TOUCHSTONE_COMMAND "$@" --lang "$TOUCHSTONE_LANGUAGE"; }
run=
cancel() {
  trap '' TERM INT
  if [ -n "$run" ]; then touchstone runs cancel "$run" || true; fi
  exit 143
}
trap cancel TERM INT
rm -rf touchstone-report touchstone-run touchstone.env
set -- run --detach --again --dataset "$TOUCHSTONE_DATASET" --name "$TOUCHSTONE_NAME"
if [ -n "$TOUCHSTONE_TEST" ]; then set -- "$@" --test "$TOUCHSTONE_TEST"; fi
if [ -n "$TOUCHSTONE_SPEC" ]; then set -- "$@" --spec "$TOUCHSTONE_SPEC"; fi
if [ -n "$TOUCHSTONE_BASE" ]; then set -- "$@" --base "$TOUCHSTONE_BASE"; fi
run=$(touchstone "$@")
printf '%s\n' "$run" > touchstone-run
status=0
touchstone runs follow "$run" --out touchstone-report --no-cancel-on-interrupt &
wait "$!" || status=$?
trap - TERM INT
touchstone runs summary "$run" > touchstone.env
value() { sed -n "s/^TOUCHSTONE_$1=//p" touchstone.env; }
verdict=$(value VERDICT)
# A verdict that is accepted does not fail the build; what failed for another reason does.
if [ -n "$verdict" ]; then case " $TOUCHSTONE_ACCEPT " in *" $verdict "*) status=0 ;; esac; fi
