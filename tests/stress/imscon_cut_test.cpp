// Connections that end in the middle: of the sign-on, of a message, of an acknowledgment. What was
// not whole has not happened, and a ticket passes once.
#include <fstream>

#include "tests/support/cutting_proxy.hpp"
#include "tests/support/imscon_installation.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using base::Bytes;
using base::ByteView;
using tests::ImsconInstallation;

namespace {

/// A receiver whose output is kept.
class Scene {
  public:
    explicit Scene(int users = 1) : at(PTKT_TOOLS_DIR, users) {}

    /// How many lines of the output have a text; ends the receiver.
    int count(const std::string& text) {
        if (receiver_.pid() > 0 && receiver_.end(SIGTERM) != 0) throw std::runtime_error("ended");
        std::ifstream in(output_);
        int lines = 0;
        for (std::string line; std::getline(in, line);)
            lines += line.find(text) != std::string::npos ? 1 : 0;
        return lines;
    }
    /// Sends bytes, closes that half, and gives all that comes back.
    [[nodiscard]] Bytes answer_to(const std::vector<ByteView>& parts) const {
        const auto fd = tests::connect_to(socket.port());
        for (const ByteView part : parts)
            // One that refuses may close before it has read everything.
            static_cast<void>(::send(fd.get(), part.data(), part.size(), MSG_NOSIGNAL));
        ::shutdown(fd.get(), SHUT_WR);
        Bytes all;
        std::array<base::Byte, 256> some;
        for (ssize_t got = 0; (got = ::recv(fd.get(), some.data(), some.size(), 0)) > 0;)
            all.insert(all.end(), some.begin(), some.begin() + got);
        return all;
    }

    ImsconInstallation at;
    tests::ListeningSocket socket;

  private:
    std::string output_ = (at.directory().path() / "output").string();
    tests::ReceiverProcess receiver_ = at.receiver(socket, {}, output_);
};

bool is_refusal(const Bytes& answer) {
    const auto response = ims_wire::decode_response(answer, ims_wire::Exit::Sampl1);
    return response && std::holds_alternative<ims_wire::Rsm>(response->status);
}

}  // namespace

TEST_CASE("a sign-on that is cut at any byte admits nobody, and leaves its ticket unused") {
    Scene scene;
    const Bytes whole = scene.at.sign_on(0);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes answer = scene.answer_to({ByteView(whole).first(length)});
        INFO("cut at " << length);
        CHECK(answer.empty());
    }
    CHECK(scene.answer_to({whole}) == ImsconInstallation::acknowledgment());
    // Whoever has read it along the way has nothing in his hands.
    for (int i = 0; i < 3; ++i)
        CHECK(is_refusal(scene.answer_to({whole})));
    CHECK(scene.count("\"event\":\"verified\"") == 1);
    CHECK(scene.count("\"trusted\":true") == 1);
}

TEST_CASE("a part of a ticket is no ticket") {
    Scene scene;
    auto credential = scene.at.next_credential();
    const auto with = [&](ByteView ticket) {
        return ImsconInstallation::frame({.client_id = "OTM00001",
                                          .trancode = "PART",
                                          .datastore = "IMSB",
                                          .userid = credential.user,
                                          .ticket = base::Secret(ticket),
                                          .appl_name = "APPLI2I"},
                                         200);
    };
    const ByteView ticket = credential.ticket.view();
    for (std::size_t length = 0; length < ticket.size(); ++length) {
        INFO(length << " characters");
        CHECK(is_refusal(scene.answer_to({with(ticket.first(length))})));
    }
    CHECK(scene.answer_to({with(ticket)}) == ImsconInstallation::acknowledgment());
    CHECK(scene.count("\"event\":\"verified\"") == 1);
}

TEST_CASE("of equal tickets that come at the same moment one is accepted") {
    constexpr int kTogether = 16;
    const int rounds = tests::rounds(10);
    Scene scene(1 + rounds / 800);  // what a user has of tickets within their window
    for (int round = 0; round < rounds; ++round) {
        // The same ticket from clients of different names: all of them wait before they are read.
        auto credential = scene.at.next_credential();
        std::vector<base::UniqueFd> connections;
        for (std::uint32_t i = 0; i < kTogether; ++i) {
            const Bytes frame =
                ImsconInstallation::frame({.client_id = ims_wire::generated_client_id("OTM", i),
                                           .trancode = "PART",
                                           .datastore = "IMSB",
                                           .userid = credential.user,
                                           .ticket = credential.ticket.clone(),
                                           .appl_name = "APPLI2I"},
                                          200);
            connections.push_back(tests::connect_to(scene.socket.port()));
            CHECK(::send(connections.back().get(), frame.data(), frame.size(), 0) ==
                  static_cast<ssize_t>(frame.size()));
        }
        int accepted = 0;
        for (const auto& connection : connections) {
            Bytes answer(64);
            answer.resize(static_cast<std::size_t>(
                std::max<ssize_t>(::recv(connection.get(), answer.data(), answer.size(), 0), 0)));
            const bool is_accepted = answer == ImsconInstallation::acknowledgment();
            CHECK((is_accepted || is_refusal(answer)));
            accepted += is_accepted ? 1 : 0;
        }
        CHECK(accepted == 1);
    }
    CHECK(scene.count("\"event\":\"verified\"") == rounds);
}

TEST_CASE("a message that is cut at any byte is not taken") {
    Scene scene;
    const Bytes message = ImsconInstallation::message();
    const Bytes acknowledgment = ImsconInstallation::acknowledgment();
    int sign_ons = 0;
    for (std::size_t length = 0; length < message.size(); ++length) {
        INFO("cut at " << length);
        const Bytes sign_on = scene.at.sign_on(static_cast<std::uint32_t>(length));
        CHECK(scene.answer_to({sign_on, ByteView(message).first(length)}) == acknowledgment);
        ++sign_ons;
    }
    CHECK(scene.count("\"trusted\":true") == sign_ons);
}

TEST_CASE("a sender that is cut off from the receiver at any byte loses nothing") {
    const std::size_t frame = ImsconInstallation::message(20).size();
    const std::size_t answer = ImsconInstallation::acknowledgment().size();
    std::vector<tests::Cut> cuts;
    for (std::size_t at = 0; at <= answer; ++at)
        cuts.push_back({tests::Cut::kNever, at});
    // PTKT_ROUNDS of the frame's bytes.
    const auto steps = static_cast<std::size_t>(tests::rounds(12));
    for (std::size_t at = 0; at < frame; at += std::max<std::size_t>(frame / steps, 1))
        cuts.push_back({at, tests::Cut::kNever});
    // Each run has a user of its own: a ticket is one of a second.
    const int count = static_cast<int>(cuts.size());
    Scene scene(2 * count);
    std::vector<std::string> texts;
    for (int i = 0; i < count; ++i) {
        const tests::Cut cut = cuts[static_cast<std::size_t>(i)];
        INFO("to the receiver " << cut.forth << ", from it " << cut.back);
        tests::CuttingProxy proxy(scene.socket.port(), cut);
        const std::string journal = (scene.at.directory().path() / std::to_string(i)).string();
        // As long as the message that the cuts were reckoned with.
        texts.push_back(fmt::format("message {:>12}", i));
        const auto send = [&](int user) {
            const std::string member = scene.at.sender_member(proxy.port(), user);
            return tests::run_program(
                scene.at.store().words("imscon-send", {"-m", member, "-d", "IMSB", "-t", "PART",
                                                       "--journal", journal}),
                texts.back() + "\n");
        };
        const auto first = send(i);
        if (cut.back == answer) {
            CHECK(first.out == "1\tack\t\n");
        } else {
            CHECK(first.out.starts_with("1\tunsent\t"));
            CHECK(send(count + i).out ==
                  "1\tack\tsent again, an earlier try may have been taken\n");
        }
    }
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        INFO("to the receiver " << cuts[i].forth << ", from it " << cuts[i].back);
        // What came whole and was not acknowledged is what may come twice, and is marked.
        const bool in_doubt = cuts[i].back < answer;
        CHECK(scene.count("\"data\":\"" + texts[i] + "\"") == (in_doubt ? 2 : 1));
    }
}
