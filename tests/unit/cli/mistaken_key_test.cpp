#include "common/cli/mistaken_key.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;
using cli::looks_like_key;
using cli::without_keys;

TEST_CASE("keys of all kinds look like keys, names and moments do not") {
    for (const char* key :
         {"E001193519561977", "e001193519561977", "E00119351956197", "E0:01:19:35:19:56:19:77",
          "E0011935 19561977", "E001193519561977E001193519561977"})
        CHECK(looks_like_key(key));
    for (const char* other : {"", "USER0002", "A13386", "2026-11-22 10:00:05", "DEADBEEF",
                              "E001193519561977.key", "/srv/E001193519561977"})
        CHECK_FALSE(looks_like_key(other));
}

TEST_CASE("a message loses its keys and nothing else") {
    CHECK(without_keys("E001193519561977: No such file") ==
          "(looks like a key, not shown): No such file");
    CHECK(without_keys("unknown option '-kE001193519561977'") ==
          "unknown option '-k(looks like a key, not shown)'");
    CHECK(without_keys("./ab/E0:01:19:35:19:56:19:77 and E001193519561977") ==
          "./ab/(looks like a key, not shown) and (looks like a key, not shown)");
    for (const char* same : {"", "a13386", "made 11 min ago, at 2026-11-22T10:00:05Z",
                             "beef: 8 characters A-F 0-9", "line 12: 4711 bad"})
        CHECK(without_keys(same) == same);
}
