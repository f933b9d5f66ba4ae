#include <fcntl.h>

#include "tests/unit/ims/protocol/support.hpp"

using namespace loopback;

TEST_CASE("a connection of the server's own is served like those that came in") {
    Echo partner;
    partner.answer_size = 88;
    const Running there(partner);
    Echo here;
    here.answer_size = 0;
    auto server = Server::create({}, here).value();
    const auto connection = server.connect(there.endpoint, {});
    REQUIRE(connection.ok());
    (*connection)->signed_on();
    (*connection)->send(frame());
    here.after = After::Drain;
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK));
    CHECK(server.run(stop.get()).ok());
    CHECK(here.frames() == 1);
    CHECK(here.closed(CloseReason::Stopped) == 1);
    partner.await_closed(CloseReason::PeerClosed);
    CHECK(partner.frames() == 1);
}

TEST_CASE("who does not answer to a connection of the server's own is told as an end of it") {
    Echo here;
    Limits limits;
    limits.sign_on = Milliseconds(50);
    auto server = Server::create(limits, here).value();
    const auto listener = Listener::open({"127.0.0.1", 0}, {}).value();
    REQUIRE(server.connect(listener.local(), {}).ok());
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK));
    bool is_told = false;
    std::thread ends([&] {
        here.await_closed(CloseReason::SignOnTimeout);
        is_told = ::eventfd_write(stop.get(), 1) == 0;
    });
    const bool ran = server.run(stop.get()).ok();
    ends.join();
    CHECK(is_told);
    CHECK(ran);
}

TEST_CASE("a watched descriptor is called when it is ready, a file in every turn") {
    Echo here;
    auto server = Server::create({}, here).value();
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK));
    const base::UniqueFd event(::eventfd(1, EFD_NONBLOCK));
    const base::UniqueFd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    int files = 0;
    int events = 0;
    REQUIRE(server.loop()
                .watch(event.get(), Ready::Input,
                       [&] {
                           ++events;
                           server.loop().unwatch(event.get());
                       })
                .ok());
    REQUIRE(server.loop()
                .watch(file.get(), Ready::Input,
                       [&] {
                           if (++files < 3) return;
                           server.loop().unwatch(file.get());
                           REQUIRE(::eventfd_write(stop.get(), 1) == 0);
                       })
                .ok());
    CHECK(server.run(stop.get()).ok());
    CHECK(files == 3);
    CHECK(events == 1);
}
