// A server and a client of IMS Connect that speak TLS over sockets.
#include "common/ims/protocol/client.hpp"
#include "tests/unit/ims/protocol/support.hpp"
#include "tests/unit/tls/scene.hpp"

using namespace loopback;
using scene::Cast;

namespace {

constexpr Milliseconds kTimeLimit(20'000);

const Cast& cast() {
    static const Cast kCast;
    return kCast;
}

PortOptions by_tls(bool demands = false) {
    PortOptions options;
    options.wrap = cast().accepting(demands).for_clients();
    return options;
}

base::Result<tests::BlockingClient> connect(const Running& server, const tls::Context& context) {
    return settled({"127.0.0.1", server.endpoint.port, kTimeLimit, ims_wire::Exit::Sampl1,
                    context.for_server("127.0.0.1")});
}

/// Answers each message by a CSM, after a moment in which nothing more of the peer is read.
class Slow final : public Handler {
  public:
    void on_open(Connection& connection) override { connection.signed_on(); }
    void on_frame(Connection& connection, base::ByteView) override {
        connection.set_intake(Intake::Held);
        connection.set_timer(std::chrono::steady_clock::now() + Milliseconds(1));
    }
    void on_timer(Connection& connection) override {
        ims_wire::Response response;
        response.status = ims_wire::Csm{};
        connection.send(ims_wire::encode_response(response, ims_wire::Exit::Sampl1).value());
        connection.set_intake(Intake::Open);
    }
    void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
    After on_turn_end() override { return After::GoOn; }
    void on_close(Connection&, CloseReason) override {}
    void on_refused(const Endpoint&, std::string_view) override {}
};

}  // namespace

TEST_CASE("messages that one record brings are all handled, however little is read in a turn") {
    Slow slow;
    Limits limits;
    limits.per_read = GENERATE(as<std::size_t>(), 50, 88, 1'000, 65'536);
    const Running server(slow, limits, by_tls());
    auto client = connect(server, cast().connecting());
    REQUIRE(client.ok());
    CHECK(client->protection() == "TLSv1.3");
    base::Bytes many;
    constexpr int kMessages = 40;
    for (int i = 0; i < kMessages; ++i) {
        const auto one = frame();
        many.insert(many.end(), one.begin(), one.end());
    }
    REQUIRE(client->send(many, kTimeLimit).ok());
    for (int i = 0; i < kMessages; ++i)
        REQUIRE(client->receive(kTimeLimit).ok());
    const auto more = client->receive_ready();
    CHECK((more.ok() && !more->has_value()));
    CHECK_FALSE(client->is_stale());
}

TEST_CASE("a message of 10 MB goes through TLS, beside a peer that is silent in the handshake") {
    Slow slow;
    const Running server(slow, {}, by_tls());
    const Peer silent(server.endpoint);
    auto client = connect(server, cast().connecting());
    REQUIRE(client.ok());
    const auto answer = client->exchange(frame(10'000'000), kTimeLimit);
    REQUIRE(answer.ok());
    CHECK(std::holds_alternative<ims_wire::Csm>(answer->status));
}

TEST_CASE("who is silent in the handshake, or trickles, is dropped as one who does not sign on") {
    Echo echo;
    echo.signs_on = false;
    Limits limits;
    limits.sign_on = Milliseconds(40);
    limits.linger = Milliseconds(20);
    const Running server(echo, limits, by_tls());
    const Peer silent(server.endpoint);
    CHECK(silent.sees_the_end());
    const Peer trickling(server.endpoint);
    trickling.send(base::as_bytes(std::string_view("\x16\x03\x01\x02\x00\x01", 6)));
    CHECK(trickling.sees_the_end());
    echo.await_closed(CloseReason::SignOnTimeout, 2);
}

TEST_CASE("a clear peer and one without a certificate are told from those that only go") {
    Echo echo;
    const Running server(echo, {}, by_tls(true));
    const Peer clear(server.endpoint);
    clear.send(frame());
    CHECK(clear.sees_the_end());
    echo.await_closed(CloseReason::TlsFailed);
    auto nobody = connect(server, cast().connecting());
    REQUIRE(nobody.ok());  // TLS 1.3 refuses after the client's handshake
    const auto refused = nobody->exchange(frame(), kTimeLimit);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().what ==
          to_string(server.endpoint) + ": the peer demands a certificate of us");
    echo.await_closed(CloseReason::TlsFailed, 2);
    { const Peer looks(server.endpoint); }
    echo.await_closed(CloseReason::PeerClosed);
    const auto known = connect(server, cast().connecting(&cast().server));
    CHECK(known.ok());
    CHECK(echo.frames() == 0);
}

TEST_CASE("a client that ends is an orderly end, also in the eyes of TLS") {
    Echo echo;
    const Running server(echo, {}, by_tls());
    { CHECK(connect(server, cast().connecting()).ok()); }
    echo.await_closed(CloseReason::PeerClosed);
    {
        auto client = connect(server, cast().connecting());
        REQUIRE(client->send({frame().data(), 20}, kTimeLimit).ok());
    }
    echo.await_closed(CloseReason::PeerClosedInMessage);
}

TEST_CASE("a client of TLS says why it does not connect") {
    Echo echo;
    const Running clear(echo);
    const auto refused = connect(clear, cast().connecting());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::Unavailable);
    CHECK(refused.error().what ==
          to_string(clear.endpoint) +
              ": no TLS connection: the peer has closed the connection in the TLS "
              "handshake");
    const auto mute = Listener::open({"127.0.0.1", 0}, {}).value();
    const auto late =
        settled({"127.0.0.1", mute.local().port, Milliseconds(50), ims_wire::Exit::Sampl1,
                 cast().connecting().for_server("127.0.0.1")});
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().what == to_string(mute.local()) +
                                   ": no TLS connection: the peer does not answer in the TLS "
                                   "handshake");
}

TEST_CASE("a connection of the server's own speaks TLS, and tells why it does not") {
    const bool is_known = GENERATE(true, false);
    Echo partner;
    partner.answer_size = 88;
    const Running there(partner, {}, by_tls());
    Echo here;
    here.answer_size = 0;
    auto server = Server::create({}, here).value();
    const auto connection = server.connect(
        there.endpoint, {}, cast().connecting().for_server(is_known ? "localhost" : "elsewhere"));
    REQUIRE(connection.ok());
    (*connection)->send(frame());
    here.after = After::Drain;
    const base::UniqueFd stop(::eventfd(0, EFD_NONBLOCK));
    bool is_told = false;
    std::thread ends([&] {
        if (!is_known) here.await_closed(CloseReason::TlsFailed);
        is_told = is_known || ::eventfd_write(stop.get(), 1) == 0;
    });
    const bool ran = server.run(stop.get()).ok();
    ends.join();
    CHECK(is_told);
    CHECK(ran);
    CHECK(here.frames() == (is_known ? 1 : 0));
    partner.await_closed(is_known ? CloseReason::PeerClosed : CloseReason::TlsFailed);
    CHECK(partner.frames() == (is_known ? 1 : 0));
}
