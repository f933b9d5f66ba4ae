#include "tests/support/test_io.hpp"
#include "tests/unit/test.hpp"
#include "tools/imscon-recv/inherited_sockets.hpp"

using namespace ptkt;
using namespace ptkt::imscon_recv;

TEST_CASE("inherited sockets are those of this process only") {
    const auto count = [](const std::string& fds, const std::string& process) {
        tests::World world;
        world.env = {{"LISTEN_FDS", fds}, {"LISTEN_PID", process}};
        return inherited_sockets(world.make_io(0, 1, 2), 42);
    };
    CHECK(count("2", "42") == 2);
    CHECK(count("2", "43") == 0);
    for (const char* bad : {"", "0", "-1", "2x", "99999999999999999999"})
        CHECK(count(bad, "42") == 0);
}
