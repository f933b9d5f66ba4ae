// No two connections of a sender have the same generated client ID, however many there are.
#include "common/ims/sender/connection/client_ids.hpp"

#include <set>

#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("generated client ids of a sender are all different") {
    ims_sender::ClientIds ids;
    std::set<std::string> seen;
    // With random ones some 500 of them would have met another.
    constexpr std::size_t kIds = 32'768;
    for (std::size_t i = 0; i < kIds; ++i) {
        const std::string id = ids.next("OTM").value();
        CHECK(id.size() == 8);
        seen.insert(id);
    }
    CHECK(seen.size() == kIds);
}

TEST_CASE("two senders begin their client ids at different places") {
    std::set<std::string> firsts;
    for (int i = 0; i < 8; ++i)
        firsts.insert(ims_sender::ClientIds().next("PTK").value());
    CHECK(firsts.size() > 1);
}
