#include "common/net/local_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include "tests/support/temporary_directory.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

TEST_CASE("a datagram comes whole to who listens there, and nobody is waited for") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "journal";
    CHECK_FALSE(net::send_local(path, "nobody there"));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const base::UniqueFd fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
    REQUIRE(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const std::string text = "MESSAGE=one\nPRIORITY=3\n";
    REQUIRE(net::send_local(path, text));
    char buffer[100];
    const auto size = ::recv(fd.get(), buffer, sizeof buffer, 0);
    REQUIRE(size > 0);
    CHECK(std::string_view(buffer, static_cast<std::size_t>(size)) == text);
    // One that takes nothing more.
    int sent = 0;
    while (sent < 100'000 && net::send_local(path, text))
        ++sent;
    CHECK(sent < 100'000);
    CHECK_FALSE(net::send_local(std::string(200, 'x'), text));
}
