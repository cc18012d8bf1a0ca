clang-format -i src/cli/*.[ch]
ninja -j2 -C _build src/keybearer 2>&1 | grep -A12 "error:\|FAILED"
KEYBEARER_BIN=$PWD/_build/src/keybearer KEYBEARER_DATA=$PWD/data GSETTINGS_SCHEMA_DIR=$PWD/_build/data GSETTINGS_BACKEND=memory python3 tests/cli/test_commands.py Arguments 2>&1 | tail -20
