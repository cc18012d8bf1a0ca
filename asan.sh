export ASAN_OPTIONS=detect_leaks=1:fast_unwind_on_malloc=0:strict_string_checks=1 LSAN_OPTIONS="suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0" UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 GDK_DISABLE=gl,vulkan KEYBEARER_TEST_TIMEOUT_FACTOR=4
ninja -C _asan -j2 src/keybearer | tail -1
sleep 0; meson test -C _asan --no-rebuild --timeout-multiplier 4 --print-errorlogs cli-commands 2>&1 | tail -90
