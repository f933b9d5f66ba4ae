#include "common/ims/msc/node.hpp"

#include <deque>

#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_msc;
using ims_protocol::CloseReason;
using ims_sign_on::Refusal;
using net::Endpoint;

namespace {

const base::Instant kNow = base::instant(1795341600);

std::string member(int here, int there) {
    return fmt::format(
        "HWS=(ID=HWS{0},RACF=N)\n"
        "TCPIP=(HOSTNAME=TCPIP,PORTID=(999{0}))\n"
        "MSC=(LCLPLKID=MSC{0}{1},RMTPLKID=MSC{1}{0},LCLIMS=(IMS{0}),RMTIMS=IMS{1},\n"
        " IMSPLEX=(MEMBER=HWS{0},TMEMBER=PLEX{0}),RMTIMSCON=ICON{1})\n"
        "RMTIMSCON=(ID=ICON{1},HOSTNAME=LOCALHOST,PORT=999{1},PERSISTENT=Y)\n",
        here, there);
}

/// One end of a connection; what is sent waits until the test carries it over.
class End final : public ims_protocol::Connection {
  public:
    explicit End(ims_protocol::ConnectionId id) : id_(id) {}
    [[nodiscard]] ims_protocol::ConnectionId id() const override { return id_; }
    [[nodiscard]] const Endpoint& peer() const override { return endpoint_; }
    [[nodiscard]] const Endpoint& local() const override { return endpoint_; }
    void send(base::ByteView bytes) override { sent.emplace_back(bytes.begin(), bytes.end()); }
    void finish() override { finished = true; }
    void signed_on() override { signs_on = true; }
    void set_intake(ims_protocol::Intake) override {}
    void set_timer(std::optional<net::TimePoint>) override {}

    std::deque<base::Bytes> sent;
    bool finished = false;
    bool signs_on = false;
    bool told = false;  ///< its end is known

  private:
    ims_protocol::ConnectionId id_;
    Endpoint endpoint_{"127.0.0.1", 9999};
};

/// Two ends: the one who opened it, and the one who was called.
struct Line {
    End caller;
    End called;
    int from;
};

class Side final : public Owner {
  public:
    Side(int here, int there, std::deque<Line>& lines)
        : config(ims_config::parse_member(member(here, there)).config.value()),
          gate(ims_sign_on::Gate::open(nullptr, config).value()),
          tickets(nullptr),
          node(
              config, gate, tickets, *this,
              [this, here, &lines](const auto&) -> base::Result<ims_protocol::Connection*> {
                  if (unreachable)
                      return base::fail(base::ErrorKind::Unavailable, "nobody is there");
                  const auto id = 2 * lines.size();
                  lines.push_back({End(id), End(id + 1), here});
                  return &lines.back().caller;
              },
              [] { return kNow; }) {}

    void on_verified(const ims_protocol::Connection&, const LinkState&) override { ++verified; }
    void on_active(LinkState&) override { ++active; }
    void on_ended(LinkState& session) override { ended.push_back(session.why); }
    void refuse(ims_protocol::Connection& connection, const Refusal& refusal) override {
        ims_wire::Response response;
        response.status = *refusal.rsm;
        connection.send(encode_response(response, ims_wire::Exit::Sampl1).value());
        connection.finish();
        refused.push_back(refusal.reason);
    }
    std::optional<Refusal> on_message(ims_protocol::Connection&, LinkState& session,
                                      const ims_msc::LinkControl& control,
                                      const ims_wire::Request& request) override {
        const auto data = request.segments.front().data;
        taken.emplace_back(base::as_text(data));
        if (!holds_replies) {
            std::optional<Outgoing> reply;
            if (replies) {
                reply.emplace();
                reply->segments.emplace_back(base::Bytes{'R', data.front()});
            }
            node.finish(session.token, control.number, std::move(reply));
        }
        return std::nullopt;
    }
    void on_answered(LinkState&, Outbox<Outgoing>::Entry entry, const ims_wire::Rsm* rsm) override {
        answered.push_back(rsm == nullptr ? entry.number : 0);
    }

    ims_config::Config config;
    ims_sign_on::Gate gate;
    ims_sign_on::TicketMaker tickets;
    bool unreachable = false;
    bool replies = false;
    bool holds_replies = false;
    int verified = 0;
    int active = 0;
    std::vector<std::string> ended;
    std::vector<std::string> refused;
    std::vector<std::string> taken;
    std::vector<std::uint64_t> answered;
    Node node;
};

/// Two IMS Connects, and the wires between them.
class Pair {
  public:
    Pair() : one(1, 2, lines), two(2, 1, lines) { two.replies = true; }

    LinkState& start() {
        session = &one.node.open(one.config.mscs.front(), {1, 2, 3});
        one.node.start(*session);
        carry();
        return *session;
    }
    void send(char c) { one.node.send(*session, {0, "", "", {base::Bytes{base::Byte(c)}}}); }

    /// Carries over all there is, until nothing moves any more; at most so many messages.
    void carry(int most = 1000) {
        for (bool moved = true; moved;) {
            moved = false;
            for (std::size_t i = 0; i < lines.size(); ++i)
                while (most > 0 && move_one(lines[i])) {
                    moved = true;
                    --most;
                }
        }
        for (std::size_t i = 0; i < lines.size() && most > 0; ++i)
            tell_of_ends(lines[i]);
    }
    /// The network breaks all connections; what was on its way is lost.
    void cut() {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            lines[i].caller.sent.clear();
            lines[i].called.sent.clear();
            lines[i].caller.finished = true;
            tell_of_ends(lines[i]);
        }
        carry();
    }

    std::deque<Line> lines;
    Side one;
    Side two;
    LinkState* session = nullptr;

  private:
    Side& caller_of(const Line& line) { return line.from == 1 ? one : two; }
    Side& called_of(const Line& line) { return line.from == 1 ? two : one; }

    /// What comes to an end that is finished is thrown away.
    bool move_one(Line& line) {
        if (line.called.finished) line.caller.sent.clear();
        if (line.caller.finished) line.called.sent.clear();
        if (!line.caller.sent.empty()) {
            const auto bytes = std::move(line.caller.sent.front());
            line.caller.sent.pop_front();
            const auto request = ims_wire::decode_request(bytes).value();
            const auto control = ims_msc::link_control(request).value().value();
            if (const auto no = called_of(line).node.on_request(line.called, request, control))
                called_of(line).refuse(line.called, *no);
            return true;
        }
        if (line.called.sent.empty()) return false;
        const auto bytes = std::move(line.called.sent.front());
        line.called.sent.pop_front();
        caller_of(line).node.on_answer(line.caller, bytes);
        return true;
    }
    void tell_of_ends(Line& line) {
        if (!line.caller.finished && !line.called.finished) return;
        if (std::exchange(line.caller.told, true)) return;
        caller_of(line).node.on_close(line.caller, CloseReason::PeerClosed);
        called_of(line).node.on_close(line.called, CloseReason::PeerClosed);
        carry();
    }
};

}  // namespace

TEST_CASE("a link is there when both ways are, and carries messages and replies") {
    Pair pair;
    pair.start();
    CHECK(pair.lines.size() == 2);
    CHECK(pair.one.active == 1);
    CHECK(pair.two.active == 1);
    CHECK(pair.one.verified == 1);
    CHECK(pair.two.verified == 1);
    for (const char c : {'a', 'b', 'c'})
        pair.send(c);
    pair.carry();
    CHECK(pair.two.taken == std::vector<std::string>{"a", "b", "c"});
    CHECK(pair.one.answered == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(pair.one.taken == std::vector<std::string>{"Ra", "Rb", "Rc"});
    CHECK(pair.two.answered == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("a stop waits for the replies, and ends both sides in order") {
    Pair pair;
    pair.two.holds_replies = true;
    LinkState& session = pair.start();
    pair.send('a');
    pair.one.node.stop(session);
    pair.carry();
    CHECK(pair.one.ended.empty());
    Outgoing reply;
    reply.segments.emplace_back(base::Bytes{'R'});
    pair.two.node.finish(session.token, 1, std::move(reply));
    pair.carry();
    CHECK(pair.one.taken == std::vector<std::string>{"R"});
    CHECK(pair.one.ended == std::vector<std::string>{""});
    CHECK(pair.two.ended == std::vector<std::string>{""});
    for (const auto& line : pair.lines)
        CHECK((line.caller.finished || line.called.finished));
}

TEST_CASE("a link without a way back is refused, and both sides know why") {
    Pair pair;
    pair.two.unreachable = true;
    pair.start();
    CHECK(pair.two.refused == std::vector<std::string>{"no-return-connection"});
    CHECK(pair.two.ended == std::vector<std::string>{"nobody is there"});
    REQUIRE(pair.one.ended.size() == 1);
    CHECK(pair.one.ended.front().find("reason 77") != std::string::npos);
    CHECK(pair.one.active == 0);
    pair.two.unreachable = false;
    pair.one.node.start(*pair.session);
    pair.carry();
    CHECK(pair.one.active == 1);
}

TEST_CASE("a link that is cut anywhere goes on after a restart, and loses and doubles nothing") {
    Pair pair;
    pair.start();
    std::string sent;
    std::string replies;
    for (int round = 0; round < 40; ++round) {
        for (int i = 0; i < 3; ++i) {
            const char c = static_cast<char>('!' + sent.size() % 90);
            pair.send(c);
            sent += c;
        }
        pair.carry(round % 13);  // up to here, and no further
        pair.cut();
        CHECK(pair.session->link.state() == ims_msc::State::Stopped);
        pair.one.node.start(*pair.session);
        // The restart may be cut as well.
        if (round % 3 == 0) {
            pair.carry(round % 5);
            pair.cut();
            pair.one.node.start(*pair.session);
        }
        pair.carry();
        std::string why;
        for (auto& w : pair.one.ended)
            why += "\n1 " + w;
        for (auto& w : pair.two.ended)
            why += "\n2 " + w;
        for (auto& w : pair.one.refused)
            why += "\n1r " + w;
        for (auto& w : pair.two.refused)
            why += "\n2r " + w;
        INFO(round << why);
        REQUIRE(pair.session->link.state() == ims_msc::State::Active);
    }
    std::string taken;
    for (const auto& text : pair.two.taken)
        taken += text;
    CHECK(taken == sent);
    for (const auto& text : pair.one.taken)
        replies += text.substr(1);
    CHECK(replies == sent);
    REQUIRE(pair.one.answered.size() == sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i)
        CHECK(pair.one.answered[i] == i + 1);
    CHECK(pair.two.node.sessions().size() == 1);
}

TEST_CASE("a message is answered when the work on it is done, in the order of the messages") {
    Pair pair;
    pair.two.holds_replies = true;
    LinkState& session = pair.start();
    for (const char c : {'a', 'b', 'c'})
        pair.send(c);
    pair.carry();
    CHECK(pair.two.taken.size() == 3);
    CHECK(pair.one.answered.empty());
    pair.two.node.fail(session.token, 2, {0, 0, 12, 98});
    pair.two.node.finish(session.token, 3, std::nullopt);
    pair.carry();
    CHECK(pair.one.answered.empty());
    pair.two.node.finish(session.token, 1, std::nullopt);
    pair.carry();
    CHECK(pair.one.answered == std::vector<std::uint64_t>{1, 0, 3});
    CHECK(session.link.state() == ims_msc::State::Active);
}

TEST_CASE("what is worked on when a link is lost is neither acknowledged nor done twice") {
    Pair pair;
    pair.two.holds_replies = true;
    LinkState& session = pair.start();
    for (const char c : {'a', 'b', 'c'})
        pair.send(c);
    pair.carry();
    pair.two.node.finish(session.token, 1, std::nullopt);
    pair.cut();
    // Nobody hears of these two before the link is there again.
    pair.two.node.fail(session.token, 2, {0, 0, 12, 98});
    pair.one.node.start(session);
    pair.carry();
    CHECK(session.link.state() == ims_msc::State::Active);
    CHECK(pair.one.answered == std::vector<std::uint64_t>{1, 0});
    pair.two.node.finish(session.token, 3, std::nullopt);
    pair.carry();
    CHECK(pair.one.answered == std::vector<std::uint64_t>{1, 0, 3});
    CHECK(pair.two.taken == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a partner that was ended has forgotten the link, which is noticed") {
    Pair pair;
    pair.start();
    pair.send('a');
    pair.carry();
    Pair other;  // the same names, and no memory
    pair.cut();
    pair.one.node.start(*pair.session);
    auto& line = pair.lines.back();
    const auto request = ims_wire::decode_request(line.caller.sent.front()).value();
    line.caller.sent.clear();
    auto control = ims_msc::link_control(request).value().value();
    control.verb = ims_msc::Verb::Accepted;
    control.number = 0;
    const auto answer = ims_msc::accepted(control, ims_wire::Code::Ebcdic).value();
    pair.one.node.on_answer(line.caller, encode_response(answer, ims_wire::Exit::Sampl1).value());
    CHECK(pair.session->forgotten);
    CHECK(pair.one.ended.back() == "the other side has forgotten this link");
}

TEST_CASE("messages out of place or out of their order are refused") {
    Pair pair;
    pair.start();
    End stray(99);
    ims_msc::LinkFrame frame;
    frame.control = {ims_msc::Verb::Message, 1, 0, "MSC12", "MSC21", {"IMS1"}, "IMS2"};
    const base::Bytes data{'x'};
    const auto request_of = [&](std::uint64_t number, ims_msc::Verb verb) {
        ims_msc::LinkFrame one;
        one.control = frame.control;
        one.control.number = number;
        one.control.verb = verb;
        one.token = {1, 2, 3};
        std::vector<base::ByteView> segments;
        if (verb == ims_msc::Verb::Message) segments.emplace_back(data);
        const auto bytes = encode_frame(std::move(one), segments, ims_wire::Code::Ebcdic).value();
        return ims_wire::decode_request(bytes.view()).value();
    };
    const auto refused = [&](ims_protocol::Connection& on, const ims_wire::Request& request) {
        const auto control = ims_msc::link_control(request).value().value();
        const auto no = pair.two.node.on_request(on, request, control);
        return no ? no->rsm->reason_code : 0;
    };
    CHECK(refused(stray, request_of(1, ims_msc::Verb::Message)) == 36);
    CHECK(refused(stray, request_of(0, ims_msc::Verb::Stop)) == 36);
    CHECK(refused(stray, request_of(0, ims_msc::Verb::Return)) == 79);
    CHECK(refused(pair.lines[0].called, request_of(2, ims_msc::Verb::Message)) == 32);
    CHECK(refused(pair.lines[0].called, request_of(0, ims_msc::Verb::Start)) == 36);
    CHECK(refused(pair.lines[0].called, request_of(1, ims_msc::Verb::Message)) == 0);
    CHECK(refused(pair.lines[0].called, request_of(1, ims_msc::Verb::Message)) == 0);
    CHECK(pair.two.taken.size() == 1);  // the second time it was a duplicate
}

TEST_CASE("over a path that is closed no link goes on or begins") {
    Pair pair;
    pair.start();
    const auto& path = pair.two.config.mscs.front();
    CHECK(pair.two.node.close_path(path, "stopped"));
    CHECK(pair.two.ended == std::vector<std::string>{"stopped"});
    pair.carry();
    pair.one.node.start(*pair.session);
    pair.carry();
    CHECK(pair.two.refused == std::vector<std::string>{"link-stopped"});
    pair.two.node.open_path(path);
    pair.one.node.start(*pair.session);
    pair.carry();
    CHECK(pair.one.active == 2);
}
