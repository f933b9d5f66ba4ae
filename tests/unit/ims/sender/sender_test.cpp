#include "common/ims/sender/sender.hpp"

#include <unistd.h>

#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ims/sender/scene.hpp"

using namespace scene;
using Worst = Verdict::Worst;

namespace {

/// Segments of a message that no two buffers of the system hold.
std::string large_message() {
    std::string segment("\175\004\0\0", 4);
    segment.append(32'000, 'x');
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += segment;
    return text + std::string("\0\4\0\0", 4);
}

std::string small_message(std::string_view three) {
    return std::string("\0\7\0\0", 4) + std::string(three) + std::string("\0\4\0\0", 4);
}

}  // namespace

TEST_CASE("messages follow each other on one connection, each told when it is acknowledged") {
    Stage stage;
    Play play(stage, "one\ntwo\n");
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    play.settle();
    CHECK(partner.gets(0));
    partner.acknowledge();
    play.settle();
    CHECK(stage.notes.results == Texts{"1 ack"});
    CHECK(partner.gets(1));
    partner.acknowledge();
    play.settle();
    CHECK(play.end().worst == Worst::Nothing);
    CHECK(stage.notes.results == Texts{"1 ack", "2 ack"});
    CHECK(stage.nobody_connects());
    CHECK(stage.notes.said.empty());
}

TEST_CASE("with several sockets messages are under way side by side, and told as they come") {
    Stage stage;
    stage.settings.sockets = 2;
    Play play(stage, "one\ntwo\nthree\n");
    Partner first = stage.accept();
    Partner second = stage.accept();
    CHECK((first.gets(1) && second.gets(1)));
    second.acknowledge();
    play.settle();
    CHECK(stage.notes.results == Texts{"2 ack"});
    CHECK(second.gets(1));
    second.acknowledge();
    first.acknowledge();
    play.settle();
    CHECK(stage.notes.results.size() == 3);
    CHECK(play.end().worst == Worst::Nothing);
}

TEST_CASE("a large message to a peer that reads nothing holds up no other") {
    Stage stage;
    stage.settings.sockets = 2;
    stage.settings.format = Form::Raw;
    Play play(stage, large_message() + small_message("two") + small_message("thr"));
    Partner stuck = stage.accept();
    Partner other = stage.accept();
    CHECK(other.gets(1));
    other.acknowledge();
    play.settle();
    CHECK(other.gets(1));
    other.acknowledge();
    play.settle();
    CHECK(stage.notes.results == Texts{"2 ack", "3 ack"});
    while (stuck.messages() == 0)
        play.settle();
    stuck.acknowledge();
    play.settle();
    CHECK(stage.notes.results.back() == "1 ack");
    CHECK(play.end().worst == Worst::Nothing);
}

TEST_CASE("a peer that takes nothing has its time, and its message may have been taken") {
    Stage stage;
    stage.settings.format = Form::Raw;
    Play play(stage, large_message());
    const Partner stuck = stage.accept();
    play.pass(Milliseconds(9'000));
    CHECK(stage.notes.results.empty());
    play.pass(Milliseconds(20'000));
    REQUIRE(stage.notes.results.size() == 1);
    CHECK(stage.notes.results[0] ==
          fmt::format("1 unsent 127.0.0.1:{}: takes no data for 10000 ms; it may have been taken",
                      stage.connection.port));
    const auto verdict = play.end();
    CHECK(verdict.worst == Worst::Failure);
    CHECK(verdict.failure == base::ErrorKind::Unavailable);
}

TEST_CASE("an answer that is late leaves its message unsent, and those after it") {
    Stage stage;
    Play play(stage, "one\ntwo\n");
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    play.pass(Milliseconds(9'999));
    CHECK(stage.notes.results.empty());
    play.pass(Milliseconds(1));
    const auto late = fmt::format("127.0.0.1:{}: no answer within 10000 ms", stage.connection.port);
    CHECK(stage.notes.results ==
          Texts{"1 unsent " + late + "; it may have been taken", "2 unsent " + late});
    CHECK(play.end().failure == base::ErrorKind::Unavailable);
    CHECK(partner.comes_to_the_end());
}

TEST_CASE("who is not there is tried again after a pause, as often as is allowed") {
    Stage stage;
    stage.settings.retry = 1;
    stage.listener.close();
    Play play(stage, "one\n");
    REQUIRE(stage.notes.said.size() == 1);
    const auto refused =
        fmt::format("cannot connect to 127.0.0.1:{}: Connection refused", stage.connection.port);
    CHECK(stage.notes.said[0].starts_with(refused + "; trying again in "));
    CHECK(stage.notes.results.empty());
    play.pass(Milliseconds(1'000));
    CHECK(stage.notes.said.back() == "message 1: " + refused);
    CHECK(stage.notes.results == Texts{"1 unsent " + refused});
    CHECK(play.end().failure == base::ErrorKind::Unavailable);
}

TEST_CASE("after a refusal nothing more is sent, unless the run is to keep going") {
    Stage stage;
    stage.settings.keep_going = GENERATE(false, true);
    Play play(stage, "one\ntwo\n");
    Partner partner = stage.accept();
    partner.refuse(8, 40);
    play.settle();
    REQUIRE_FALSE(stage.notes.results.empty());
    CHECK(stage.notes.results[0].starts_with("1 nak "));
    if (stage.settings.keep_going) {
        Partner again = stage.accept();  // that refusal closes the connection
        CHECK(again.gets(1));
        again.acknowledge();
        play.settle();
        CHECK(stage.notes.results.back() == "2 ack");
    } else {
        CHECK(stage.notes.results.back() == "2 unsent not sent after message 1 was refused");
    }
    CHECK(play.end().worst == Worst::Refused);
}

TEST_CASE("an idle connection is closed after its time, and opened for the next message") {
    Stage stage;
    stage.connection.idleto = 20;
    stage.settings.tells_news = true;
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const base::UniqueFd out(ends[0]);
    base::UniqueFd in(ends[1]);
    Reader reader({out.get(), "input"}, stage.settings);
    Sender sender(stage.context(), reader, {});
    sender.begin();
    const auto go_on = [&](Milliseconds length) {
        stage.clock.let_pass(length);
        do {
            sender.round();
        } while (!stage.clock.has_passed());
        for (int i = 0; i < 8 && !sender.is_over(); ++i)
            sender.round();
    };
    REQUIRE(::write(in.get(), "one\n", 4) == 4);
    go_on(Milliseconds(0));
    Partner partner = stage.accept();
    partner.acknowledge();
    go_on(Milliseconds(0));
    CHECK(partner.gets(1));
    go_on(Milliseconds(199));
    CHECK_FALSE(partner.is_at_the_end());
    go_on(Milliseconds(1));
    CHECK(partner.comes_to_the_end());
    CHECK(stage.notes.news.back() ==
          fmt::format("127.0.0.1:{}: idle for 0.20 s, closed", stage.connection.port));
    REQUIRE(::write(in.get(), "two\n", 4) == 4);
    in.reset();
    go_on(Milliseconds(0));
    stage.accept().acknowledge();
    go_on(Milliseconds(0));
    CHECK(sender.is_over());
    CHECK(stage.notes.results == Texts{"1 ack", "2 ack"});
}

TEST_CASE("a connection that the peer has closed meanwhile costs no message") {
    Stage stage;
    Play play(stage, "one\ntwo\n");
    {
        Partner partner = stage.accept();
        partner.acknowledge();
        partner.close();
    }
    play.settle();
    Partner again = stage.accept();
    CHECK(again.gets(1));
    again.acknowledge();
    play.settle();
    CHECK(play.end().worst == Worst::Nothing);
    CHECK(stage.notes.results == Texts{"1 ack", "2 ack"});
}

TEST_CASE("a stopped sender hears the answers that are due, and sends nothing more") {
    Stage stage;
    Play play(stage, "one\ntwo\n");
    Partner partner = stage.accept();
    play.sender.stop();
    play.settle();
    CHECK_FALSE(play.sender.is_over());
    partner.acknowledge();
    play.settle();
    CHECK(play.end().worst == Worst::Nothing);
    CHECK(partner.gets(1));
    CHECK(stage.notes.results == Texts{"1 ack"});
}

TEST_CASE("when results cannot be written nothing more is sent, and the rest is kept") {
    const tests::TemporaryDirectory directory;
    Stage stage;
    stage.settings.unsent = directory.path() / "rest";
    Play play(stage, "one\ntwo\nthree\n");
    Partner partner = stage.accept();
    stage.notes.lost = true;
    partner.acknowledge();
    play.settle();
    CHECK(play.end().failure == base::ErrorKind::Io);
    CHECK(files::read_file(*stage.settings.unsent, 100).value() == "two\nthree\n");
    CHECK(stage.notes.said ==
          Texts{"the results cannot be written any more: nothing more is sent"});
}

TEST_CASE("what is only sent is done with that, and a refusal at the end is told") {
    Stage stage;
    stage.settings.mode = Mode::SendOnly;
    Play play(stage, "one\ntwo\n");
    Partner partner = stage.accept();
    CHECK(partner.gets(2));
    CHECK(stage.notes.results == Texts{"1 sent", "2 sent"});
    partner.refuse(8, 5);
    CHECK(play.end().worst == Worst::Refused);
    REQUIRE(stage.notes.said.size() == 1);
    CHECK(stage.notes.said[0].starts_with(
        fmt::format("127.0.0.1:{} refused a message: ", stage.connection.port)));
}

TEST_CASE("every refusal of what is only sent is told when refusals do not end the run") {
    Stage stage;
    stage.settings.mode = Mode::SendOnly;
    stage.settings.keep_going = true;
    Play play(stage, "one\ntwo\nthree\n");
    Partner partner = stage.accept();
    CHECK(partner.gets(3));
    partner.refuse(8, 5);
    partner.refuse(8, 6);
    partner.close();
    CHECK(play.end().worst == Worst::Refused);
    CHECK(stage.notes.said.size() == 2);
}

TEST_CASE("refusals of what is only sent are all told, however many have come at once") {
    constexpr std::size_t kMany = 1'500;
    Stage stage;
    stage.settings.mode = Mode::SendOnly;
    stage.settings.keep_going = true;
    Play play(stage, "one\n");
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    ims_wire::Response refusal;
    refusal.status = ims_wire::Rsm{0, 0, 8, 5};
    const auto one = ims_wire::encode_response(refusal, ims_wire::Exit::Sampl1).value();
    base::Bytes all;
    for (std::size_t i = 0; i < kMany; ++i)
        all.insert(all.end(), one.begin(), one.end());
    partner.say(all);
    partner.close();
    CHECK(play.end().worst == Worst::Refused);
    CHECK(stage.notes.said.size() == kMany);
}

TEST_CASE("input that cannot be watched ends the run with why") {
    Stage stage;
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const base::UniqueFd input(ends[0]);
    base::UniqueFd writer(ends[1]);
    REQUIRE(::write(writer.get(), "one\n", 4) == 4);
    writer.reset();
    // The system watches nothing twice for one loop.
    REQUIRE(stage.loop.watch(input.get(), net::Ready::Input, [] {}).ok());
    Reader reader({input.get(), "input"}, stage.settings);
    Sender sender(stage.context(), reader, std::nullopt);
    sender.begin();
    for (int i = 0; i < 8 && !sender.is_over(); ++i)
        sender.round();
    CHECK(sender.is_over());
    CHECK_FALSE(sender.finish().ok());
    stage.loop.unwatch(input.get());
}

TEST_CASE("a reply is told before its message, and acknowledged only when it was written out") {
    Stage stage;
    stage.settings.mode = Mode::SendReceive;
    stage.settings.client.is_cm0 = true;
    stage.notes.lost = GENERATE(false, true);
    Play play(stage, "one\n");
    if (stage.notes.lost) {
        CHECK(play.end().failure == base::ErrorKind::Io);
        return;
    }
    Partner partner = stage.accept();
    CHECK(partner.gets(1));
    partner.give("ONE");
    play.settle();
    CHECK(stage.notes.results == Texts{"1 reply ONE"});
    CHECK(partner.gets(1));
    CHECK(partner.last().irm.f4 == ims_wire::MessageKind::Ack);
    partner.refuse(32, 0);
    play.settle();
    CHECK(play.end().worst == Worst::Nothing);
    CHECK(stage.notes.results == Texts{"1 reply ONE", "1 ack"});
}
