#include "common/ims/sender/msc/msc_sender.hpp"

#include <arpa/inet.h>

#include <thread>

#include "tests/unit/ims/sender/scene.hpp"

using namespace scene;
using Worst = Verdict::Worst;

namespace {

/// A member with one link, whose other side is at that port.
ims_config::Config member_for(std::uint16_t port) {
    return ims_config::parse_member(
               fmt::format("HWS=(ID=HWS1,RACF=N)\n"
                           "TCPIP=(HOSTNAME=TCPIP,PORTID=(9999))\n"
                           "MSC=(LCLPLKID=MSC12,RMTPLKID=MSC21,LCLIMS=(IMS1),RMTIMS=IMS2,\n"
                           " IMSPLEX=(MEMBER=HWS1,TMEMBER=PLEX1),RMTIMSCON=ICON2)\n"
                           "RMTIMSCON=(ID=ICON2,IPADDR=127.0.0.1,PORT={},PERSISTENT=Y)\n",
                           port))
        .config.value();
}

Settings settings_with(std::int64_t retry) {
    Settings settings;
    settings.listen = {{"127.0.0.1", 0}};
    settings.encoding.page.reset();
    settings.trancode = "PART";
    settings.timeout = base::Seconds(20);
    settings.retry = retry;
    return settings;
}

/// A sender over a link, whose time passes by itself where it is not the system's.
class Link {
  public:
    Link(std::uint16_t port, std::string_view input, std::int64_t retry, bool has_own_time = true)
        : config(member_for(port)),
          settings(settings_with(retry)),
          file_(tests::memory_file(input)),
          sender({notes, settings, config, config.mscs.front(), {}, {},
                  has_own_time ? clock : net::system_clock()},
                 gate, nullptr, reader_) {
        settings.tells_news = true;
        clock.let_pass(std::chrono::hours(1));
        REQUIRE(sender.begin().ok());
    }

    tests::FakeClock clock;
    ims_config::Config config;
    Notes notes;
    Settings settings;
    ims_sign_on::Gate gate = ims_sign_on::Gate::open(nullptr, config).value();

  private:
    base::UniqueFd file_;
    Reader reader_{{file_.get(), "input"}, settings};

  public:
    MscSender sender;
};

/// The other side of a link, which says what the test wants it to.
class Answerer {
  public:
    explicit Answerer(const net::Listener& listener) : listener_(listener) {}

    /// Answers the start of a link by the return connection, to that port.
    void begin(std::uint16_t port) {
        auto accepted = listener_.accept();
        REQUIRE(comes_true(
            [&] { return accepted.ok() || (accepted = listener_.accept()).ok(); }, nothing_));
        in.emplace(std::move(accepted->fd), nothing_);
        REQUIRE(in->gets(1));
        token_ = ims_msc::token_of(in->last());
        base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(fd.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
        out.emplace(std::move(fd), nothing_);
        out->say(frame(ims_msc::Verb::Return, 0, 0, {}));
        REQUIRE(out->gets(1));
        in->say(ims_msc::accepted(control(ims_msc::Verb::Accepted, 0, 0), ims_wire::Code::Ascii)
                    .value());
    }
    /// A reply to a message of the link.
    void reply(std::uint64_t number, std::uint64_t to) {
        out->say(frame(ims_msc::Verb::Message, number, to, {base::as_bytes("ONE")}));
    }

    std::optional<Partner> in;   ///< what the sender opened
    std::optional<Partner> out;  ///< the return connection

  private:
    [[nodiscard]] static ims_msc::LinkControl control(ims_msc::Verb verb, std::uint64_t number,
                                                      std::uint64_t answers) {
        return {verb, number, answers, "MSC21", "MSC12", {"IMS2"}, "IMS1"};
    }
    [[nodiscard]] base::Bytes frame(ims_msc::Verb verb, std::uint64_t number, std::uint64_t answers,
                                    const std::vector<base::ByteView>& data) const {
        ims_msc::LinkFrame one;
        one.control = control(verb, number, answers);
        one.token = token_;
        one.client_id = "OTMBBBBB";
        const auto bytes =
            ims_msc::encode_frame(std::move(one), data, ims_wire::Code::Ascii).value();
        return {bytes.view().begin(), bytes.view().end()};
    }

    const net::Listener& listener_;
    std::function<void()> nothing_ = [] {};
    ims_msc::Token token_{};
};

/// Where nobody listens.
std::uint16_t free_port() {
    return net::Listener::open({"127.0.0.1", 0}, {}).value().local().port;
}

}  // namespace

TEST_CASE("a link that nobody answers is started again as often as allowed, then all is unsent") {
    Link link(free_port(), "one\ntwo\n", 2);
    const auto before = link.clock.now();
    const auto verdict = link.sender.run();
    REQUIRE(verdict.ok());
    CHECK(verdict->failure == base::ErrorKind::Unavailable);
    REQUIRE(link.notes.results.size() == 2);
    CHECK(link.notes.results[0].starts_with("1 unsent "));
    CHECK(link.notes.results[1].starts_with("2 unsent "));
    REQUIRE(link.notes.said.size() == 5);
    for (const std::size_t warning : {1U, 3U})
        CHECK(link.notes.said[warning].starts_with("starting the link again in "));
    CHECK(link.notes.said[4].starts_with("MSC MSC12: "));
    // Two pauses, of at least 0.5 and 1 seconds.
    CHECK(link.clock.now() - before >= Milliseconds(1'500));
}

TEST_CASE("a link that is answered by nothing has its time") {
    const auto mute = net::Listener::open({"127.0.0.1", 0}, {}).value();
    Link link(mute.local().port, "one\n", 0);
    const auto verdict = link.sender.run();
    REQUIRE(verdict.ok());
    CHECK(verdict->failure == base::ErrorKind::Unavailable);
    REQUIRE(link.notes.results.size() == 1);
    CHECK(link.notes.results[0].starts_with("1 unsent "));
}

TEST_CASE("a sender that waits to start its link again ends with a signal") {
    Link link(free_port(), "one\n", 1'000);
    auto& loop = link.sender.loop();
    const std::function<void()> look = [&] {
        if (link.notes.said.size() == 2) return link.sender.stop();
        loop.call_at(loop.now() + Milliseconds(10), look);
    };
    look();
    const auto verdict = link.sender.run();
    REQUIRE(verdict.ok());
    CHECK(link.notes.results == Texts{});
    CHECK(link.notes.said.size() == 2);
}

TEST_CASE("a reply over a link is acknowledged once it is written out, and never otherwise") {
    const auto listener = net::Listener::open({"127.0.0.1", 0}, {}).value();
    Link link(listener.local().port, "one\n", 0, false);
    const bool is_lost = GENERATE(false, true);
    if (is_lost) link.notes.room = 1;
    const std::string where = link.notes.news.at(0);
    const auto port = static_cast<std::uint16_t>(std::stoi(where.substr(where.rfind(':') + 1)));
    std::optional<base::Result<Verdict>> verdict;
    std::thread run([&] { verdict.emplace(link.sender.run()); });
    Answerer other(listener);
    other.begin(port);
    CHECK(other.in->gets(1));
    other.in->acknowledge();
    CHECK(other.in->gets(1));  // the link is to be stopped
    other.reply(1, 1);
    if (!is_lost) {
        CHECK(other.out->gets(1));
        other.in->acknowledge();
    }
    run.join();
    CHECK(other.out->messages() == 0);
    REQUIRE(verdict->ok());
    CHECK((*verdict)->worst == (is_lost ? Worst::Failure : Worst::Nothing));
    CHECK(link.notes.results.size() == (is_lost ? 1 : 2));
}

TEST_CASE("messages on a link have their results in its order, and replies find their message") {
    Notes notes;
    Settings settings;
    tests::FakeClock clock;
    MscLedger ledger(notes, settings, clock);
    REQUIRE(ledger.begin().ok());
    for (int number = 1; number <= 5; ++number)
        ledger.sent(number, fmt::format("{}\n", number), static_cast<std::uint64_t>(100 + number));
    ledger.acknowledged("MSC00001");
    ledger.refused("MSC00001", ims_wire::Rsm{0, 0, 8, 4});
    ledger.replied(101, {Word::Reply, {}, {}, {}, {}, {}});
    ledger.replied(102, {Word::Reply, {}, {}, {}, {}, {}});  // of one that was refused
    ledger.doubt(1, "gone");
    ledger.begin_anew();
    ledger.moved(0, 7);
    ledger.replied(7, {Word::Reply, {}, {}, {}, {}, {}});
    CHECK_FALSE(ledger.is_settled());
    ledger.all_unsent("gone");
    CHECK(ledger.is_settled());
    REQUIRE(notes.results.size() == 8);
    CHECK(notes.results[0] == "1 ack");
    CHECK(notes.results[1].starts_with("2 nak "));
    CHECK(notes.results[2] == "1 reply");
    CHECK(notes.results[3] == "0 reply");
    CHECK(notes.results[4] == "3 unsent gone; it may have been taken");
    CHECK(notes.results[5] == "4 reply");
    CHECK(notes.results[6] == "4 unsent gone");
    CHECK(notes.results[7] == "5 unsent gone");
    CHECK(ledger.end().value().worst == Worst::Refused);
}
