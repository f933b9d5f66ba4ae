#include "common/ims/msc/link.hpp"

#include "common/ims/msc/affinity.hpp"
#include "common/ims/msc/link_numbers.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::ims_msc;

namespace {

Link active(Role role) {
    Link link(role);
    if (role == Role::Opener) REQUIRE(link.start() == Action::Open);
    REQUIRE(link.partner_signed_on() == (role == Role::Opener ? Action::Accept : Action::Open));
    REQUIRE(link.accepted() == (role == Role::Opener ? Action::Nothing : Action::Accept));
    REQUIRE(link.state() == State::Active);
    return link;
}

}  // namespace

TEST_CASE("a link is active when each side has accepted the other") {
    Link opener(Role::Opener);
    Link answerer(Role::Answerer);
    CHECK(opener.start() == Action::Open);
    CHECK(answerer.partner_signed_on() == Action::Open);
    CHECK(opener.partner_signed_on() == Action::Accept);
    CHECK(answerer.accepted() == Action::Accept);
    CHECK(opener.accepted() == Action::Nothing);
    CHECK(opener.state() == State::Active);
    CHECK(answerer.state() == State::Active);
    CHECK(opener.may_send());
}

TEST_CASE("nothing is sent before both ways are accepted") {
    Link opener(Role::Opener);
    CHECK_FALSE(opener.may_send());
    CHECK(opener.start() == Action::Open);
    CHECK_FALSE(opener.may_send());
    CHECK_FALSE(opener.may_receive());
    CHECK(opener.partner_signed_on() == Action::Accept);
    CHECK_FALSE(opener.may_send());
    CHECK(opener.may_receive());  // the answer may be behind the first message
    Link answerer(Role::Answerer);
    CHECK(answerer.partner_signed_on() == Action::Open);
    CHECK_FALSE(answerer.may_send());
    CHECK_FALSE(answerer.may_receive());
}

TEST_CASE("an opener that is accepted without a return connection drops the link") {
    Link opener(Role::Opener);
    CHECK(opener.start() == Action::Open);
    CHECK(opener.accepted() == Action::Drop);
    CHECK(opener.state() == State::Stopped);
}

TEST_CASE("an answerer whose return connection is refused refuses the link") {
    Link answerer(Role::Answerer);
    CHECK(answerer.partner_signed_on() == Action::Open);
    const bool is_refused = GENERATE(true, false);
    CHECK((is_refused ? answerer.refused() : answerer.lost()) == Action::Refuse);
    CHECK(answerer.state() == State::Stopped);
    CHECK(answerer.partner_signed_on() == Action::Open);  // and may be asked again
}

TEST_CASE("a return connection that nobody waits for is refused") {
    Link opener(Role::Opener);
    CHECK(opener.partner_signed_on() == Action::Refuse);
    Link running = active(Role::Opener);
    CHECK(running.partner_signed_on() == Action::Refuse);
    CHECK(running.state() == State::Stopped);
}

TEST_CASE("the end of a connection ends the link, and it can be started again") {
    const auto role = GENERATE(Role::Opener, Role::Answerer);
    Link link = active(role);
    CHECK(link.lost() == Action::Drop);
    CHECK(link.state() == State::Stopped);
    CHECK(link.lost() == Action::Nothing);  // the other one
    CHECK((role == Role::Opener ? link.start() : link.partner_signed_on()) == Action::Open);
}

TEST_CASE("a stop waits until nothing is under way on either side") {
    Link opener = active(Role::Opener);
    Link answerer = active(Role::Answerer);
    CHECK(opener.idle() == Action::Nothing);  // nobody wants to stop
    CHECK(opener.stop() == Action::Nothing);
    CHECK(opener.may_send());
    CHECK(opener.idle() == Action::SendStop);
    CHECK(opener.idle() == Action::Nothing);
    CHECK(answerer.partner_stops() == Action::Nothing);
    CHECK(answerer.may_send());
    CHECK(answerer.idle() == Action::AnswerStop);
    CHECK(answerer.state() == State::Stopped);
    CHECK(opener.stop_answered() == Action::Drop);
    CHECK(opener.state() == State::Stopped);
}

TEST_CASE("a stop of both sides at once ends both") {
    Link one = active(Role::Opener);
    CHECK(one.stop() == Action::Nothing);
    CHECK(one.idle() == Action::SendStop);
    CHECK(one.partner_stops() == Action::Nothing);
    CHECK(one.idle() == Action::AnswerStop);
}

TEST_CASE("a link that is not there yet is stopped at once") {
    Link opener(Role::Opener);
    CHECK(opener.start() == Action::Open);
    CHECK(opener.stop() == Action::Drop);
    CHECK(opener.stop() == Action::Nothing);
}

TEST_CASE("a stop that comes twice, or to a link that is not there, breaks the rules") {
    Link answerer = active(Role::Answerer);
    CHECK(answerer.partner_stops() == Action::Nothing);
    CHECK(answerer.partner_stops() == Action::Drop);
    Link starting(Role::Answerer);
    CHECK(starting.partner_signed_on() == Action::Open);
    CHECK(starting.partner_stops() == Action::Drop);
}

TEST_CASE("messages are answered in their order, within the window") {
    Outbox<char> box;
    for (const char c : {'a', 'b', 'c'})
        box.add(c);
    CHECK(box.next(2)->message == 'a');
    CHECK(box.next(2)->message == 'b');
    CHECK(box.next(2) == nullptr);
    CHECK(box.answered()->number == 1);
    CHECK(box.next(2)->message == 'c');
    CHECK(box.next(2) == nullptr);
    CHECK(box.unanswered() == 2);
    CHECK(box.answered()->message == 'b');
    CHECK(box.answered()->message == 'c');
    CHECK_FALSE(box.answered().has_value());
    CHECK(box.empty());
}

TEST_CASE("after a restart what was taken is answered, and the rest is sent again") {
    Outbox<char> box;
    for (const char c : {'a', 'b', 'c', 'd'})
        box.add(c);
    for (int i = 0; i < 3; ++i)
        REQUIRE(box.next(9) != nullptr);
    const auto answered = box.restart(2);
    REQUIRE(answered.size() == 2);
    CHECK(answered[1].message == 'b');
    CHECK(box.next(9)->message == 'c');
    CHECK(box.next(9)->message == 'd');
    CHECK(box.restart(0).empty());
    CHECK(box.next(9)->number == 3);
}

TEST_CASE("a message is new once, and none may be left out") {
    Inbox<int> box;
    CHECK(box.judge(0) == Arrival::Gap);
    CHECK(box.judge(2) == Arrival::Gap);
    CHECK(box.judge(1) == Arrival::New);
    CHECK(box.judge(1) == Arrival::New);  // it counts when it was taken, not before
    box.take();
    CHECK(box.judge(1) == Arrival::Duplicate);
    CHECK(box.judge(2) == Arrival::New);
    box.take();
    CHECK(box.judge(1) == Arrival::Duplicate);
    CHECK(box.last() == 2);
}

TEST_CASE("the first of a group that answers has all its links until the last one ends") {
    Affinity<int> group;
    CHECK(group.choose("GEN1", {}) == nullptr);
    const int one = 1;
    const int two = 2;
    CHECK(group.choose("GEN1", {&two, &one}) == &two);
    CHECK(group.choose("GEN1", {&one}) == &two);
    CHECK(group.choose("GEN2", {&one}) == &one);
    group.release("GEN1");
    CHECK(group.choose("GEN1", {&one}) == &two);
    group.release("GEN1");
    group.release("GEN1");
    CHECK(group.choose("GEN1", {&one}) == &one);
    group.release("");
}

namespace {

/// What is answered now: 0 for yes, else the refusal.
std::vector<int> answers(Inbox<int>& box) {
    std::vector<int> all;
    while (const auto next = box.next_answer())
        all.push_back(next->refusal.value_or(0));
    return all;
}

}  // namespace

TEST_CASE("messages are answered when they are done, in their order") {
    Inbox<int> box;
    for (int i = 0; i < 4; ++i)
        box.take();
    CHECK(answers(box).empty());
    box.done(2, std::nullopt);
    box.done(3, 98);
    CHECK(answers(box).empty());
    CHECK(box.is_next(1));
    box.done(1, std::nullopt);
    CHECK(answers(box) == std::vector<int>{0, 0, 98});
    CHECK(box.is_next(4));
    box.done(4, std::nullopt);
    CHECK(answers(box) == std::vector<int>{0});
}

TEST_CASE("a link that starts again asks for what was not taken, and answers it as before") {
    Inbox<int> box;
    for (int i = 0; i < 5; ++i)
        box.take();
    box.done(1, std::nullopt);
    box.done(2, std::nullopt);
    box.done(3, 98);
    box.done(4, std::nullopt);
    CHECK(answers(box) == std::vector<int>{0, 0, 98, 0});
    box.pause();
    box.done(5, 98);
    CHECK(answers(box).empty());  // nobody is there
    SECTION("the other side has had no answer: what was refused comes again") {
        CHECK(box.restart(0) == 2);
        CHECK(answers(box).empty());
        for (std::uint64_t number = 3; number <= 5; ++number) {
            CHECK(box.judge(number) == Arrival::Duplicate);
            box.arrive(number);
        }
        CHECK(answers(box) == std::vector<int>{98, 0, 98});
    }
    SECTION("it has had the refusal") {
        CHECK(box.restart(3) == 4);
        box.arrive(5);
        CHECK(answers(box) == std::vector<int>{98});
    }
    SECTION("it says that it has had more than there was") {
        CHECK(box.restart(99) == 5);
    }
}

TEST_CASE("a message that is worked on while the link starts again is answered when it is done") {
    Inbox<int> box;
    box.take();
    box.take();
    box.done(2, std::nullopt);
    box.pause();
    CHECK(box.restart(0) == 0);
    box.arrive(1);
    box.arrive(2);
    CHECK(answers(box).empty());
    box.done(1, 98);
    CHECK(answers(box) == std::vector<int>{98, 0});
}

TEST_CASE("only the last answers are kept, and those before them were had") {
    Inbox<int> box;
    for (std::uint64_t number = 1; number <= 200; ++number) {
        box.take();
        box.done(number, number == 10 ? std::optional(98) : std::nullopt);
        CHECK(answers(box).size() == 1);
    }
    CHECK(box.restart(199) == 200);
    CHECK(box.restart(0) == 200);
}
