#include <fcntl.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "common/ims/wire/dialect.hpp"
#include "tests/unit/ims/receiver/scene.hpp"

using namespace scene;
using ims_wire::MessageKind;
using ims_wire::Rsm;

TEST_CASE("the first message makes the connection trusted, the others need no ticket") {
    Scene scene(true);
    auto& connection = scene.connect();
    CHECK(scene.give(connection, message(scene.ticket())) == After::GoOn);
    CHECK(connection.acknowledges());
    CHECK(connection.signs_on);
    auto bare = message();
    bare.irm.userid.clear();
    bare.irm.appl_name.reset();
    bare.irm.reroute.reset();
    CHECK(scene.give(connection, bare) == After::GoOn);
    CHECK(connection.acknowledges());
    CHECK_FALSE(connection.finished);
    CHECK(scene.out().find("\"user\":\"USER0002\",\"appl\":\"APPLI2I\",\"trusted\":true") !=
          std::string::npos);
}

TEST_CASE("trust is the connection's: another one needs a ticket of its own") {
    Scene scene(true);
    const auto ticket = scene.ticket();
    CHECK(scene.give(scene.connect(), message(ticket)) == After::GoOn);
    auto& second = scene.connect();
    scene.give(second, message());
    CHECK(second.rsm() == Rsm{0, 0, 8, 53});
    CHECK(second.finished);
    auto& third = scene.connect();
    scene.give(third, message(ticket));
    CHECK(third.rsm() == Rsm{0, 8, 8, 40});
    CHECK_FALSE(third.signs_on);
    CHECK(scene.err().find("refused: replayed: ") != std::string::npos);
}

TEST_CASE("sign-ons of one turn are answered at its end; of equal tickets one passes") {
    Scene scene(true);
    const auto ticket = scene.ticket();
    const auto other = scene.ticket(kNow + base::Seconds(1));
    std::vector<FakeConnection*> connections;
    for (const auto& [id, its] :
         {std::pair("OTM00001", ticket), {"OTM00002", ticket}, {"OTM00003", other}}) {
        auto& connection = scene.connect();
        connections.push_back(&connection);
        auto request = message(its);
        request.irm.client_id = id;
        scene.receiver->on_frame(connection, ims_wire::encode_request(request).value().view());
        CHECK(connection.sent.empty());
        CHECK(connection.intake_now == ims_protocol::Intake::Held);
        CHECK_FALSE(connection.signs_on);
    }
    CHECK(scene.receiver->on_turn_end() == After::GoOn);
    CHECK(connections[0]->acknowledges());
    CHECK(connections[1]->rsm() == Rsm{0, 8, 8, 40});
    CHECK(connections[2]->acknowledges());
    for (const auto* connection : connections)
        CHECK(connection->intake_now == ims_protocol::Intake::Open);
    CHECK_FALSE(connections[1]->signs_on);
}

TEST_CASE("with --max-messages no ticket is used up for a message that is not taken any more") {
    Settings settings;
    settings.max_messages = 1;
    Scene scene(true, settings);
    auto& first = scene.connect();
    auto& second = scene.connect();
    auto late = message(scene.ticket(kNow + base::Seconds(1)));
    late.irm.client_id = "OTM00002";
    scene.receiver->on_frame(first,
                             ims_wire::encode_request(message(scene.ticket())).value().view());
    scene.receiver->on_frame(second, ims_wire::encode_request(late).value().view());
    CHECK(scene.receiver->on_turn_end() == After::Drain);
    CHECK(first.acknowledges());
    CHECK(second.rsm().reason_code == ims_wire::rsncod::kShuttingDown);
    std::ifstream audit(scene.store() / "audit.jsonl");
    const std::string text(std::istreambuf_iterator<char>(audit), {});
    CHECK(std::ranges::count(text, '\n') == 1);
}

TEST_CASE("enhanced tickets of both types are taken as legacy ones are") {
    const auto type = GENERATE(racf::TicketType::Upper, racf::TicketType::Mixed);
    Scene scene(true);
    scene.enhance(type);
    auto& connection = scene.connect();
    scene.give(connection, message(scene.ticket()));
    CHECK(connection.acknowledges());
    auto& late = scene.connect();
    scene.give(late, message(scene.ticket(kNow - base::Seconds(61))));
    CHECK(late.rsm() == Rsm{0, 8, 8, 40});
}

TEST_CASE("with RACF=Y all of user ID, ticket and application must be there") {
    Scene scene(true, {}, "RACFGENRC=N", "", "");
    const auto refused = [&](auto change) {
        auto request = message(scene.ticket());
        change(request.irm);
        auto& connection = scene.connect();
        scene.give(connection, request);
        CHECK(connection.finished);
        return connection.rsm();
    };
    using ims_wire::Irm;
    CHECK(refused([](Irm& irm) { irm.userid.clear(); }) == Rsm{0, 0, 8, 54});
    CHECK(refused([](Irm& irm) { irm.password = base::Secret(); }) == Rsm{0, 0, 8, 53});
    CHECK(refused([](Irm& irm) {
              irm.userid.clear();
              irm.password = base::Secret();
          }) == Rsm{0, 0, 8, 55});
    CHECK(refused([](Irm& irm) {
              irm.datastore = "NOSUCH";  // which has no APPL to fall back on
              irm.appl_name = "";
          }) == Rsm{0, 0, 8, 52});
    CHECK(refused([](Irm& irm) { irm.userid = "A.B"; }) == Rsm{0, 0, 8, 52});
    CHECK(refused([](Irm& irm) { irm.userid = "USER0001"; }) == Rsm{0, 4, 8, 40});
    CHECK(refused([](Irm& irm) { irm.group = "OTHERS"; }) == Rsm{0, 0x14, 8, 40});
}

TEST_CASE("without an application name that of the data store counts") {
    Scene scene(true);
    auto request = message(scene.ticket());
    request.irm.appl_name = "";
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.acknowledges());
}

TEST_CASE("a store that cannot be asked refuses with reason 78, and is asked anew") {
    Scene scene(true);
    const auto ticket = scene.ticket();
    const auto snapshot = scene.store() / "snapshots" / "PTKTDATA.snap";
    std::filesystem::rename(snapshot, snapshot.string() + ".away");
    auto& first = scene.connect();
    scene.give(first, message(ticket));
    CHECK(first.rsm() == Rsm{0, 0, 8, 78});
    CHECK(first.finished);
    std::filesystem::rename(snapshot.string() + ".away", snapshot);
    auto& second = scene.connect();
    scene.give(second, message(ticket));
    CHECK(second.acknowledges());
}

TEST_CASE("what is not supported is answered, and ends the connection") {
    const auto [kind, commit_mode, reason] =
        GENERATE(table<MessageKind, base::Byte, std::uint32_t>({
            {MessageKind::SendReceive, 0x40, 71},
            {MessageKind::SendReceive, 0x20, 71},
            {MessageKind::SendOnlyAck, 0x20, 9},
            {MessageKind::CalloutResponse, 0x40, 36},
            {MessageKind::CalloutResponseAck, 0x40, 36},
            {MessageKind::Ack, 0x40, 36},
            {MessageKind::Nak, 0x40, 36},
            {MessageKind::Deallocate, 0x40, 36},
        }));
    Scene scene(false);
    auto request = message();
    request.irm.f4 = kind;
    request.irm.f2 = commit_mode;
    if (!ims_wire::carries_data(kind)) request.segments = {};
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.rsm().reason_code == reason);
    CHECK(connection.finished);
    CHECK_FALSE(connection.signs_on);
}

TEST_CASE("who cancels a timer is told so, or that there is no such client") {
    Scene scene(false);
    auto request = message();
    request.irm.f4 = MessageKind::CancelTimer;
    request.segments = {};
    auto& nobody = scene.connect();
    scene.give(nobody, request);
    CHECK(nobody.rsm() == Rsm{0, 0, 8, 16});
    auto resume = message();
    resume.segments = {};
    resume.irm.f4 = MessageKind::ResumeTpipe;
    resume.irm.timer = ims_wire::kTimerForever;
    auto& waiting = scene.connect();
    scene.give(waiting, resume);
    CHECK(waiting.sent.empty());
    CHECK(waiting.intake_now == ims_protocol::Intake::Waiting);
    CHECK_FALSE(waiting.timer);
    auto& cancelling = scene.connect();
    scene.give(cancelling, request);
    CHECK(cancelling.rsm() == Rsm{0, 0, 8, 59});
    CHECK(cancelling.finished);
    CHECK(waiting.rsm() == Rsm{0, 0, 40, 0xFF});
    CHECK_FALSE(waiting.finished);
}

TEST_CASE("an ordinary client needs a ticket for each message, whatever UIDCACHE says") {
    Scene scene(true);
    auto request = message(scene.ticket());
    request.irm.client_id = "CLIENT01";
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.acknowledges());
    auto bare = message();
    bare.irm.client_id = "CLIENT01";
    scene.give(connection, bare);
    CHECK(connection.rsm() == Rsm{0, 0, 8, 53});
    auto& again = scene.connect();
    scene.give(again, request);
    CHECK(again.rsm() == Rsm{0, 8, 8, 40});
}

TEST_CASE("with RACF=N a message without a user has that of RACFID") {
    Scene scene(false);
    auto request = message();
    request.irm.userid.clear();
    scene.give(scene.connect(), request);
    CHECK(scene.out().find("\"user\":\"HWSUSR\"") != std::string::npos);
}

TEST_CASE("RACFGENRC=Y answers every rejection alike") {
    Scene scene(true, {}, "RACFGENRC=Y,UIDCACHE=Y");
    for (const char* user : {"NOBODY", "USER0002"}) {
        auto request = message("AAAAAAAA");
        request.irm.userid = user;
        auto& connection = scene.connect();
        scene.give(connection, request);
        CHECK(connection.rsm() == Rsm{0, 8, 8, 40});
    }
}

TEST_CASE("socket types that the exits do not have are refused") {
    const auto soct = GENERATE(as<base::Byte>{}, 0x40, 0x20, 0xFF);
    Scene scene(false);
    auto request = message();
    request.irm.soct = soct;
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.rsm() == Rsm{0, 0, 4, 9});
}

TEST_CASE("send-only without acknowledgment is taken in silence") {
    const auto kind = GENERATE(MessageKind::SendOnly, MessageKind::SendOnlyError);
    Scene scene(false);
    auto request = message();
    request.irm.f4 = kind;
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.sent.empty());
    CHECK_FALSE(connection.finished);
    CHECK(scene.out().find("\"data\":\"HELLO\"") != std::string::npos);
}

TEST_CASE("a client id is one connection's, unless the client says otherwise") {
    Scene scene(false);
    auto& first = scene.connect();
    scene.give(first, message());
    CHECK(first.acknowledges());
    auto& second = scene.connect();
    scene.give(second, message());
    CHECK(second.rsm() == Rsm{0, 0, 8, 56});
    CHECK(second.finished);
    CHECK_FALSE(first.finished);

    auto with_new_id = message();
    with_new_id.irm.f2 |= ims_wire::f2::kGenCid;
    auto& third = scene.connect();
    scene.give(third, with_new_id);
    CHECK_FALSE(third.answer().client_id);  // which nobody asked for
    CHECK(scene.out().find(R"("client_id":"CLT)") != std::string::npos);

    auto taking_over = message();
    taking_over.irm.f3 |= ims_wire::f3::kCancId;
    auto& fourth = scene.connect();
    scene.give(fourth, taking_over);
    CHECK(fourth.acknowledges());
    CHECK(first.finished);
    // The end of the old one does not take the id from the new one.
    scene.receiver->on_close(first, CloseReason::Finished);
    auto& fifth = scene.connect();
    scene.give(fifth, message());
    CHECK(fifth.rsm() == Rsm{0, 0, 8, 56});
    scene.receiver->on_close(fourth, CloseReason::PeerClosed);
    auto& sixth = scene.connect();
    scene.give(sixth, message());
    CHECK(sixth.acknowledges());
}

TEST_CASE("nobody ends another's connection before he has signed on") {
    Scene scene(true);
    auto& first = scene.connect();
    scene.give(first, message(scene.ticket()));
    auto attack = message("AAAAAAAA");
    attack.irm.f3 |= ims_wire::f3::kCancId;
    auto& second = scene.connect();
    scene.give(second, attack);
    CHECK(second.rsm().reason_code == 40);
    CHECK_FALSE(first.finished);
}

TEST_CASE("a blank client id gets one, which is told with output only, and when asked for") {
    Scene scene(false);
    auto request = message();
    request.irm.client_id.clear();
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK_FALSE(connection.answer().client_id);
    request.irm.f1 |= ims_wire::f1::kCidReq;
    scene.give(connection, request);
    CHECK_FALSE(connection.answer().client_id);
    CHECK(scene.out().find(R"("client_id":"CLT)") != std::string::npos);
}

TEST_CASE("client ids that IMS Connect does not allow are refused") {
    const auto* const id = GENERATE("HWS00001", "8888", "a", "A.B");
    Scene scene(false);
    auto request = message();
    request.irm.client_id = id;
    auto& connection = scene.connect();
    scene.give(connection, request);
    CHECK(connection.rsm() == Rsm{0, 0, 4, 9});
}

TEST_CASE("what the output has not is not acknowledged") {
    Scene scene(false);
    const base::UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    FakeHost host;
    Settings settings;
    settings.output = Form::Text;
    const auto config = ims_config::parse_member(member("N")).config.value();
    Receiver receiver(host, Outlet(full.get(), "standard output"), settings, config,
                      Gate::open(nullptr, config).value());
    FakeConnection connection(1);
    receiver.on_open(connection);
    receiver.on_frame(connection, ims_wire::encode_request(message()).value().view());
    CHECK(receiver.on_turn_end() == After::StopNow);
    CHECK(receiver.has_failed());
    receiver.on_close(connection, CloseReason::Stopped);
}

TEST_CASE("a log line is not written for each of a flood of refusals") {
    Scene scene(false);
    const bool is_log = GENERATE(false, true);
    if (is_log) scene.keep_facts();
    for (int i = 0; i < 1000; ++i)
        scene.receiver->on_refused({"10.0.0.2", 1}, "all sockets are in use");
    scene.receiver.reset();
    const auto err = scene.err();
    CHECK(std::count(err.begin(), err.end(), '\n') == Log::kMostInASecond + 1);
    CHECK(err.find("980 more lines of 2026-11-22T10:00:00Z are left out") != std::string::npos);
    CHECK(err.starts_with("{") == is_log);
}

TEST_CASE("whatever bytes come: an answer that can be read, or the end, and no more of it") {
    const auto [racf, rounds] = GENERATE(table<bool, int>({{true, 2'000}, {false, 20'000}}));
    Scene scene(racf);
    std::mt19937 random(1);  // always the same bytes
    const auto good =
        ims_wire::encode_request(message(racf ? scene.ticket() : "AAAAAAAA"))->clone();
    int answered = 0;
    for (int round = 0; round < rounds; ++round) {
        base::Bytes frame(good.view().begin(), good.view().end());
        const auto changes = 1 + random() % 4;
        for (unsigned i = 0; i < changes; ++i)
            frame[4 + random() % (frame.size() - 4)] = static_cast<base::Byte>(random());
        auto& connection = scene.connect();
        scene.give(connection, frame);
        const bool ended = connection.finished;
        const auto dialect = ims_wire::dialect_of(frame);
        const bool is_silent_kind = connection.signs_on && connection.sent.empty();
        INFO(base::to_hex(frame));
        CHECK((ended || is_silent_kind || !connection.sent.empty()));
        if (!connection.sent.empty()) {
            const auto exit = dialect.value_or(ims_wire::Dialect{}).exit;
            REQUIRE(ims_wire::decode_response(connection.sent, exit).ok());
            ++answered;
        }
        scene.receiver->on_close(connection, CloseReason::PeerClosed);
    }
    CHECK(answered > rounds / 2);
}
