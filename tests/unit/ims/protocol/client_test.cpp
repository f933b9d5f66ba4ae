#include "common/ims/protocol/client.hpp"

#include "tests/unit/ims/protocol/support.hpp"

using namespace loopback;

namespace {

constexpr Milliseconds kTimeLimit(20'000);

base::Bytes answer(const std::variant<ims_wire::Csm, ims_wire::Rsm>& status) {
    ims_wire::Response response;
    response.status = status;
    return ims_wire::encode_response(response, ims_wire::Exit::Sampl1).value();
}

/// Sends fixed bytes for each message.
class Canned final : public Handler {
  public:
    explicit Canned(base::Bytes bytes, bool ends = false) : bytes_(std::move(bytes)), ends_(ends) {}
    void on_open(Connection&) override {}
    void on_frame(Connection& connection, base::ByteView) override {
        connection.send(bytes_);
        if (ends_) connection.finish();
    }
    void on_framing_error(Connection&, const ims_wire::DecodeError&) override {}
    After on_turn_end() override { return After::GoOn; }
    void on_close(Connection&, CloseReason) override {}
    void on_refused(const Endpoint&, std::string_view) override {}

  private:
    base::Bytes bytes_;
    bool ends_;
};

tests::BlockingClient connected(const Running& server) {
    auto client = settled({"localhost", server.endpoint.port, kTimeLimit, ims_wire::Exit::Sampl1});
    REQUIRE(client.ok());
    return std::move(*client);
}

}  // namespace

TEST_CASE("a message is sent and its answer read, again and again") {
    Canned handler(answer(ims_wire::Csm{}));
    const Running server(handler);
    auto client = connected(server);
    CHECK(client.peer() == server.endpoint);
    for (int i = 0; i < 3; ++i) {
        const auto response = client.exchange(frame(), kTimeLimit);
        REQUIRE(response.ok());
        CHECK(std::holds_alternative<ims_wire::Csm>(response->status));
    }
    CHECK_FALSE(client.is_stale());
}

TEST_CASE("a refusal that comes before all was taken is still read") {
    Canned handler(answer(ims_wire::Rsm{0, 8, 8, 40}), true);
    const Running server(handler);
    auto client = connected(server);
    base::Bytes much = frame();
    much.resize(4U << 20U);
    const auto response = client.exchange(much, kTimeLimit);
    REQUIRE(response.ok());
    CHECK(std::get<ims_wire::Rsm>(response->status) == ims_wire::Rsm{0, 8, 8, 40});
    CHECK_FALSE(client.receive(kTimeLimit).ok());
    CHECK(client.is_stale());
}

TEST_CASE("nobody listening is an error that names the address") {
    Endpoint gone;
    {
        Canned handler({});
        const Running server(handler);
        gone = server.endpoint;
    }
    const auto client = settled({"127.0.0.1", gone.port, kTimeLimit, ims_wire::Exit::Sampl1});
    REQUIRE_FALSE(client.ok());
    CHECK(client.error().kind == base::ErrorKind::Unavailable);
    CHECK(client.error().what == "cannot connect to " + to_string(gone) + ": Connection refused");
}

TEST_CASE("an answer that does not come, is cut off, or is none") {
    const auto error_of = [](base::Bytes bytes, bool ends, Milliseconds time_limit) {
        Canned handler(std::move(bytes), ends);
        const Running server(handler);
        auto client = connected(server);
        const auto response = client.exchange(frame(), time_limit);
        REQUIRE_FALSE(response.ok());
        const auto name = to_string(server.endpoint) + ": ";
        CHECK(response.error().what.starts_with(name));
        return std::pair(response.error().kind, response.error().what.substr(name.size()));
    };
    using base::ErrorKind;
    auto half = answer(ims_wire::Csm{});
    half.resize(7);
    CHECK(error_of({}, false, Milliseconds(300)) ==
          std::pair(ErrorKind::Unavailable, std::string("no answer within 300 ms")));
    CHECK(
        error_of({}, true, kTimeLimit) ==
        std::pair(ErrorKind::Unavailable, std::string("closed the connection without an answer")));
    CHECK(error_of(half, true, kTimeLimit) ==
          std::pair(ErrorKind::Unavailable, std::string("closed the connection within an answer")));
    CHECK(error_of({0, 0, 0, 1, 2, 3, 4, 5}, false, kTimeLimit).first == ErrorKind::Malformed);
}
