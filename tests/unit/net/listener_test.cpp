#include "common/net/listener.hpp"

#include <sys/socket.h>

#include "common/net/look_up.hpp"
#include "common/net/socket_address.hpp"
#include "tests/support/no_threads.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::net;

namespace {

/// A socket as a service manager has it, which hands out copies.
struct Inherited {
    base::UniqueFd fd{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    Inherited() {
        const auto any = to_socket_address({"127.0.0.1", 0}).value();
        REQUIRE(::bind(fd.get(), any.get(), any.length) == 0);
        REQUIRE(::listen(fd.get(), 5) == 0);
    }
    [[nodiscard]] base::Result<Listener> adopted() const {
        return Listener::adopt(base::UniqueFd(::dup(fd.get())), {});
    }
    [[nodiscard]] bool listens() const {
        int listens = 0;
        socklen_t length = sizeof listens;
        REQUIRE(::getsockopt(fd.get(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0);
        return listens != 0;
    }
};

}  // namespace

TEST_CASE("a socket that was handed over and stopped listens again at the end, where it did") {
    const Inherited socket;
    const Endpoint where = local_end(socket.fd.get());
    {
        auto listener = socket.adopted().value();
        listener.stop();
        CHECK_FALSE(socket.listens());
        CHECK(listener.start().ok());
        CHECK(socket.listens());
        CHECK(local_end(socket.fd.get()) == where);
        listener.stop();
    }
    CHECK(socket.listens());
    CHECK(local_end(socket.fd.get()) == where);
}

TEST_CASE("a bound socket that listens no more is adopted, one that is not bound is not") {
    const Inherited socket;
    const auto where = local_end(socket.fd.get());
    // As a program leaves it that was killed while its port was stopped.
    REQUIRE(::shutdown(socket.fd.get(), SHUT_RD) == 0);
    const auto here = to_socket_address(where).value();
    REQUIRE(::bind(socket.fd.get(), here.get(), here.length) == 0);
    REQUIRE_FALSE(socket.listens());
    const auto listener = socket.adopted();
    REQUIRE(listener.ok());
    CHECK(listener->local() == where);
    CHECK(socket.listens());
    base::UniqueFd loose(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    CHECK_FALSE(Listener::adopt(std::move(loose), {}).ok());
}

TEST_CASE("a name that there is no thread to look up is answered at once") {
    const tests::NoThreads none;
    LookUp name("localhost", 9999);
    const auto answer = name.take();
    REQUIRE(answer);
    REQUIRE_FALSE(answer->ok());
    CHECK(answer->error().what.find("no thread to look it up") != std::string::npos);
}
