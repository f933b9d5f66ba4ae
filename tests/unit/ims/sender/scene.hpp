#ifndef PTKT_TESTS_UNIT_IMS_SENDER_SCENE_HPP
#define PTKT_TESTS_UNIT_IMS_SENDER_SCENE_HPP

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <functional>
#include <memory>

#include "common/ims/sender/fetcher.hpp"
#include "common/ims/sender/sender.hpp"
#include "common/net/listener.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_file.hpp"
#include "tests/unit/test.hpp"

/// A sender without a process: its results and what it says are values, its time is the test's, and
/// the other side is a socket in the same thread.
namespace scene {

using namespace ptkt;
using namespace ptkt::ims_sender;
using net::Milliseconds;
using Texts = std::vector<std::string>;

/// Keeps what a sender says.
class Notes final : public Host {
  public:
    Texts results;  ///< `1 ack`, `2 unsent why`
    Texts said;     ///< warnings and errors
    Texts news;
    bool lost = false;
    std::optional<std::size_t> room;  ///< for results; what comes after so many is lost
    base::Instant time = base::instant(1'795'341'600);

    [[nodiscard]] base::Instant now() const override { return time; }
    void note(std::string_view text) override { news.emplace_back(text); }
    void warn(std::string_view what, std::string_view) override { said.emplace_back(what); }
    void report(const base::Error& error) override { said.push_back(error.what); }
    [[nodiscard]] Milliseconds until_next_second() const override { return Milliseconds(400); }
    void warn_of_clear_socket(std::string_view what) override { said.emplace_back(what); }
    [[nodiscard]] base::Status print(std::int64_t number, const MessageResult& result) override {
        constexpr std::string_view kWords[] = {"ack", "nak", "unsent", "sent", "reply", "output"};
        const auto word = kWords[static_cast<std::size_t>(result.word)];
        std::string text = fmt::format("{} {}", number, word);
        if (!result.detail.empty()) text += " " + result.detail;
        for (const ims_wire::Segment segment : result.reply)
            text += " " + std::string(base::as_text(segment.data));
        if (room == results.size()) lost = true;
        if (!lost) results.push_back(std::move(text));
        return status();
    }
    [[nodiscard]] base::Status flush() override { return status(); }
    [[nodiscard]] bool results_are_lost() const override { return lost; }

  private:
    [[nodiscard]] base::Status status() const {
        if (!lost) return {};
        return base::fail(base::ErrorKind::Io, "no room");
    }
};

/// True once `holds` is, for which the system may take a while and `meanwhile` is to be done.
template <typename Holds>
bool comes_true(const Holds& holds, const std::function<void()>& meanwhile) {
    const auto until = net::system_clock().now() + std::chrono::seconds(20);
    while (!holds()) {
        if (net::system_clock().now() >= until) return false;
        meanwhile();
    }
    return true;
}

/// The other end of one connection.
class Partner {
  public:
    /// `meanwhile`: what our end does while this one waits for it.
    Partner(base::UniqueFd fd, const std::function<void()>& meanwhile)
        : fd_(std::move(fd)), meanwhile_(meanwhile) {}

    /// Whether so many messages come, and no more.
    bool gets(int wanted) {
        int count = messages();
        return comes_true([&] { return (count += messages()) >= wanted; }, meanwhile_) &&
               count == wanted;
    }
    /// How many whole messages have come since the last call. Reads all there is.
    int messages() {
        read();
        int count = 0;
        for (;;) {
            const auto length = base::ByteReader(bytes_).u32();
            if (!length || bytes_.size() < *length) return count;
            last_.assign(bytes_.begin(), bytes_.begin() + *length);
            bytes_.erase(bytes_.begin(), bytes_.begin() + *length);
            ++count;
        }
    }
    [[nodiscard]] ims_wire::Request last() const { return ims_wire::decode_request(last_).value(); }
    /// Is back when it is in the hands of the other side's system.
    void say(const ims_wire::Response& response) const {
        say(ims_wire::encode_response(response, ims_wire::Exit::Sampl1).value());
    }
    void say(base::ByteView bytes) const {
        REQUIRE(::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(bytes.size()));
        await_taken();
    }
    void acknowledge() const {
        ims_wire::Response response;
        response.status = ims_wire::Csm{};
        say(response);
    }
    void refuse(std::uint32_t return_code, std::uint32_t reason) const {
        ims_wire::Response response;
        response.status = ims_wire::Rsm{0, 0, return_code, reason};
        say(response);
    }
    /// Output that is to be acknowledged.
    void give(std::string_view text) const {
        ims_wire::Response response;
        response.code = ims_wire::Code::Ascii;
        REQUIRE(response.segments.add(base::as_bytes(text)).ok());
        ims_wire::Csm csm;
        csm.flags = ims_wire::status_flag::kAckRequired;
        response.status = csm;
        say(response);
    }
    void close() {
        ::shutdown(fd_.get(), SHUT_WR);
        await_taken();
        fd_.reset();
    }
    [[nodiscard]] bool is_at_the_end() const {
        char byte = 0;
        return ::recv(fd_.get(), &byte, 1, MSG_DONTWAIT) == 0;
    }
    /// The same, as soon as the system knows.
    [[nodiscard]] bool comes_to_the_end() const {
        return comes_true([this] { return is_at_the_end(); }, meanwhile_);
    }

  private:
    void read() {
        base::Bytes some(1U << 16U);
        for (;;) {
            const ssize_t got = ::recv(fd_.get(), some.data(), some.size(), MSG_DONTWAIT);
            if (got <= 0) return;
            bytes_.insert(bytes_.end(), some.begin(), some.begin() + got);
        }
    }

    void await_taken() const {
        REQUIRE(comes_true(
            [this] {
                int left = 0;
                return ::ioctl(fd_.get(), SIOCOUTQ, &left) != 0 || left == 0;
            },
            [] {}));
    }

    base::UniqueFd fd_;
    const std::function<void()>& meanwhile_;
    base::Bytes bytes_;
    base::Bytes last_;
};

/// What a sender or fetcher needs, and the port of its other side.
class Stage {
  public:
    Stage() {
        settings.mode = Mode::SendOnlyAck;
        settings.encoding.page.reset();
        settings.trancode = "PART";
        settings.timeout = base::Seconds(30);
        connection.ipaddr = "127.0.0.1";
        connection.port = listener.local().port;
        connection.persistent = true;
    }
    [[nodiscard]] Context context() {
        return {notes, settings, connection, tickets, base::Seconds(10), {}, loop};
    }
    [[nodiscard]] Partner accept() const {
        auto accepted = listener.accept();
        REQUIRE(comes_true([&] { return accepted.ok() || (accepted = listener.accept()).ok(); },
                           meanwhile));
        return {std::move(accepted->fd), meanwhile};
    }
    [[nodiscard]] bool nobody_connects() const { return !listener.accept().ok(); }

    tests::FakeClock clock;
    net::Loop loop = net::Loop::create(clock).value();
    net::Listener listener = net::Listener::open({"127.0.0.1", 0}, {}).value();
    Notes notes;
    Settings settings;
    ims_config::RmtImsCon connection;
    Tickets tickets{notes, settings};
    std::function<void()> meanwhile = [] {};  ///< what our end does while the other one waits
};

/// A sender in the middle of its work, step by step.
class Play {
  public:
    Play(Stage& stage, std::string_view input, std::optional<SentJournal> journal = {})
        : stage_(stage),
          file_(tests::memory_file(input)),
          reader_({file_.get(), "input"}, stage.settings),
          sender(stage.context(), reader_, std::move(journal)) {
        stage.meanwhile = [this] { settle(); };
        sender.begin();
        settle();
    }
    Play(const Play&) = delete;
    Play& operator=(const Play&) = delete;
    ~Play() {
        stage_.meanwhile = [] {};
    }
    /// Does what can be done now.
    void settle() { pass(Milliseconds(0)); }
    /// Goes on until it is so much later, and all that was to be done then is done.
    void pass(Milliseconds length) {
        constexpr int kEnough = 500;  // for all of a large input
        stage_.clock.let_pass(length);
        while (!sender.is_over() && !stage_.clock.has_passed())
            sender.round();
        stage_.clock.let_pass(Milliseconds(0));
        for (int i = 0; i < kEnough && !sender.is_over(); ++i)
            sender.round();
    }
    /// The end of the run.
    Verdict end() {
        REQUIRE(sender.is_over());
        return sender.finish().value();
    }

  private:
    Stage& stage_;
    base::UniqueFd file_;
    Reader reader_;

  public:
    Sender sender;
};

}  // namespace scene

#endif
