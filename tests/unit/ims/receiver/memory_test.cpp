#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;

// What a receiver does that has no memory for one peer.

namespace {

using Lack = FakeConnection::Lack;

ims_wire::Request of_client(const char* client_id, const std::string& ticket) {
    auto request = message(ticket);
    request.irm.client_id = client_id;
    return request;
}

}  // namespace

TEST_CASE("no memory to let one in ends that one, and the others of its turn are served") {
    Settings options;
    options.output = Form::Ndjson;
    options.max_messages = 3;
    Scene scene(true, options);
    FakeConnection& first = scene.connect();
    FakeConnection& poor = scene.connect();
    FakeConnection& last = scene.connect();
    const auto frame = [&](const char* client_id, int second) {
        const auto ticket = scene.ticket(kNow + std::chrono::seconds(second));
        return ims_wire::encode_request(of_client(client_id, ticket)).value();
    };
    const auto one = frame("OTM00001", 0);
    const auto two = frame("OTM00002", 1);
    const auto three = frame("OTM00003", 2);
    poor.no_memory_for = Lack::LettingIn;
    scene.receiver->on_frame(first, one.view());
    scene.receiver->on_frame(poor, two.view());
    scene.receiver->on_frame(last, three.view());
    CHECK(scene.receiver->on_turn_end() == After::GoOn);
    CHECK(first.acknowledges());
    CHECK(poor.closed_for_memory);
    CHECK(poor.sent.empty());
    CHECK(last.acknowledges());
    // Its message was not taken, and does not count as one.
    scene.receiver->on_close(poor, CloseReason::NoMemory);
    CHECK(scene.out().find("OTM00002") == std::string::npos);
    auto more = of_client("OTM00001", "");
    CHECK(scene.give(first, more) == After::Drain);

    // The ticket was used.
    FakeConnection& again = scene.connect();
    scene.receiver->on_frame(again, two.view());
    static_cast<void>(scene.receiver->on_turn_end());
    CHECK_FALSE(again.signs_on);
}

TEST_CASE("no memory to decide ends the connections of that group, not the receiver") {
    Scene scene(true);
    FakeConnection& first = scene.connect();
    FakeConnection& poor = scene.connect();
    const auto one = ims_wire::encode_request(of_client("OTM00001", scene.ticket())).value();
    const auto two =
        ims_wire::encode_request(of_client("OTM00002", scene.ticket(kNow + std::chrono::seconds(1))))
            .value();
    scene.receiver->on_frame(first, one.view());
    scene.receiver->on_frame(poor, two.view());
    poor.no_memory_for = Lack::Deciding;
    CHECK(scene.receiver->on_turn_end() == After::GoOn);
    CHECK(first.closed_for_memory);
    CHECK(poor.closed_for_memory);
    CHECK_FALSE(first.signs_on);
    poor.no_memory_for = Lack::Nothing;
    scene.receiver->on_close(first, CloseReason::NoMemory);
    scene.receiver->on_close(poor, CloseReason::NoMemory);

    FakeConnection& honest = scene.connect();
    scene.give(honest, of_client("OTM00003", scene.ticket(kNow + std::chrono::seconds(2))));
    CHECK(honest.acknowledges());
}

TEST_CASE("half a record that there was no memory for is taken back") {
    const auto file = tests::memory_file("");
    Outlet out(file.get(), "standard output");
    const auto fails = [](std::string& text) {
        text += "half a rec";
        throw std::bad_alloc();
    };
    out.append("one\n");
    CHECK_THROWS_AS(out.record(fails), std::bad_alloc);
    out.record([](std::string& text) { text += "two\n"; });
    CHECK(out.flush() == Outlet::Flushed::All);
    CHECK_THROWS_AS(out.record(fails), std::bad_alloc);
    out.append("three\n");
    CHECK(out.flush() == Outlet::Flushed::All);
    CHECK(tests::contents(file) == "one\ntwo\nthree\n");
}

TEST_CASE("half a record of which the beginning has gone out has a line of its own") {
    const auto file = tests::memory_file("");
    Outlet out(file.get(), "standard output");
    const std::string much(std::size_t{600} << 10U, 'a');
    CHECK_THROWS_AS(out.record([&](std::string& text) {
        text += much;
        out.relieve();
        text += "never seen";
        throw std::bad_alloc();
    }),
                    std::bad_alloc);
    out.append("next\n");
    CHECK(out.flush() == Outlet::Flushed::All);
    CHECK(tests::contents(file) == much + "\nnext\n");
}
