#ifndef PTKT_TESTS_SUPPORT_IMSCON_INSTALLATION_HPP
#define PTKT_TESTS_SUPPORT_IMSCON_INSTALLATION_HPP

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "common/base/text/hex.hpp"
#include "common/ims/wire/response.hpp"
#include "common/ims/wire/send_only.hpp"
#include "common/racf/passticket/legacy.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/receiver_process.hpp"

namespace ptkt::tests {

/// A receiving IMS Connect: its store, its member, and frames that it takes, each sign-on with a
/// PassTicket of its own.
class ImsconInstallation {
  public:
    static constexpr std::string_view kKey = "E001193519561977";

    explicit ImsconInstallation(const std::string& tools, int users = 1)
        : store_(tools), users_(users) {
        std::string commands =
            "SETROPTS CLASSACT(PTKTDATA APPL) RACLIST(PTKTDATA APPL)\n"
            "RDEFINE APPL APPLI2I UACC(READ)\n";
        commands += fmt::format("RDEFINE PTKTDATA APPLI2I SSIGNON(KEYMASKED({}))\n", kKey);
        commands += "SETROPTS RACLIST(PTKTDATA APPL) REFRESH\n";
        for (int i = 0; i < users; ++i)
            commands += fmt::format("ADDUSER {} PASSWORD(TEST)\n", user(i));
        store_.commands(commands);
        member_ = write_member("RACF=Y", "TIMEOUT=6000");
        const auto now = std::chrono::floor<base::Seconds>(std::chrono::system_clock::now());
        first_ = now - base::Seconds(kBehind);
    }

    /// imscon-recv on that socket, with further options.
    [[nodiscard]] ReceiverProcess receiver(const ListeningSocket& socket,
                                           const std::vector<std::string>& more = {},
                                           const std::string& output = "/dev/null") const {
        auto words = store_.words("imscon-recv", {"-m", member_});
        words.insert(words.end(), more.begin(), more.end());
        return {std::move(words), socket, output};
    }
    /// The member of an IMS Connect that sends to that port as one of the users; it may use the
    /// same store.
    [[nodiscard]] std::string sender_member(std::uint16_t port, int number = 0) const {
        return write_sender(port, fmt::format(" APPL=APPLI2I,USERID={},", user(number)));
    }
    /// The same without a PassTicket.
    [[nodiscard]] std::string open_sender_member(std::uint16_t port) const {
        return write_sender(port, " ");
    }
    [[nodiscard]] const TemporaryDirectory& directory() const { return directory_; }
    [[nodiscard]] const StoreDirectory& store() const { return store_; }

    /// A ticket that was never given out before, and whose it is.
    struct Credential {
        std::string user;
        base::Secret ticket;
    };
    [[nodiscard]] Credential next_credential() {
        const int number = given_++;
        const std::string whose = user(number % users_);
        const auto moment = first_ + base::Seconds(number / users_);
        if (number / users_ > kMost) throw std::runtime_error("too many tickets for the window");
        const passticket::LegacyCoder coder(
            key_, passticket::encode_names({racf::UserId::parse(whose).value(),
                                            racf::ApplName::parse("APPLI2I").value()}));
        const auto ticket = coder.generate(moment).value();
        return {whose, base::Secret(base::as_bytes(ticket.text()))};
    }

    /// The first message of another IMS Connect, which is `client` of those that there are.
    [[nodiscard]] base::Bytes sign_on(std::uint32_t client, std::size_t bytes = 200) {
        auto credential = next_credential();
        return frame({.client_id = ims_wire::generated_client_id("OTM", client),
                      .trancode = "PART",
                      .datastore = "IMSB",
                      .userid = std::move(credential.user),
                      .ticket = std::move(credential.ticket),
                      .appl_name = "APPLI2I"},
                     bytes);
    }
    /// A message on a connection that is trusted.
    [[nodiscard]] static base::Bytes message(std::size_t bytes = 200, char of = 'X') {
        return frame({.trancode = "PART", .datastore = "IMSB"}, bytes, of);
    }
    /// What a message is acknowledged with.
    [[nodiscard]] static base::Bytes acknowledgment() {
        return ims_wire::encode_response({}, ims_wire::Exit::Sampl1).value();
    }

    /// A frame with so many bytes of data, in segments as long as may be.
    [[nodiscard]] static base::Bytes frame(ims_wire::SendOnly head, std::size_t bytes,
                                           char of = 'X') {
        constexpr std::size_t kAtMost = 32'000;
        const base::Bytes text =
            ims_wire::to_wire(std::string(std::min(bytes, kAtMost), of), head.code).value();
        std::vector<base::ByteView> segments;
        for (; bytes > 0; bytes -= segments.back().size())
            segments.push_back(base::ByteView(text).first(std::min(bytes, kAtMost)));
        const auto encoded = ims_wire::encode_request(
            ims_wire::send_only_request(std::move(head), segments).value());
        return {encoded.value().view().begin(), encoded.value().view().end()};
    }

    /// Another member for the receivers to come: `racf` such as `RACF=N`, `timeout` such as
    /// `TIMEOUT=300`, which is in hundredths of a second.
    void use_member(std::string_view racf, std::string_view timeout) {
        member_ = write_member(racf, timeout);
    }

  private:
    [[nodiscard]] std::string write_member(std::string_view racf, std::string_view timeout) const {
        return directory_.write("HWSCFGLD",
                                fmt::format("HWS=(ID=HWSB,XIBAREA=20,{})\n"
                                            "TCPIP=(HOSTNAME=TCPIP,PORTID=(8888),MAXSOC=20002,\n"
                                            " TCPIPQ=4096,{},EXIT=(HWSSMPL0,HWSSMPL1))\n"
                                            "DATASTORE=(ID=IMSB,GROUP=G,MEMBER=M,TMEMBER=T)\n",
                                            racf, timeout));
    }

    [[nodiscard]] std::string write_sender(std::uint16_t port, const std::string& sign_on) const {
        return directory_.write(
            "HWSCFGSD", fmt::format("HWS=(ID=HWSA,XIBAREA=20,RACF=Y)\n"
                                    "TCPIP=(HOSTNAME=TCPIP,PORTID=(9999),MAXSOC=100,TIMEOUT=6000)\n"
                                    "RMTIMSCON=(ID=ICON2,HOSTNAME=LOCALHOST,PORT={},\n"
                                    "{}PERSISTENT=Y,RESVSOC=8)\n",
                                    port, sign_on));
    }

    // A ticket counts 600 seconds either way; what is left of that is for the length of a run.
    static constexpr int kBehind = 300;
    static constexpr int kMost = 850;

    static std::string user(int number) { return fmt::format("USER{:04}", number); }

    StoreDirectory store_;
    TemporaryDirectory directory_;
    std::string member_;
    int users_;
    int given_ = 0;
    base::Instant first_;
    std::shared_ptr<const crypto::DesKey> key_ = std::make_shared<const crypto::DesKey>(
        crypto::DesKey::make(base::Secret(base::from_hex(kKey).value())).value());
};

}  // namespace ptkt::tests

#endif
