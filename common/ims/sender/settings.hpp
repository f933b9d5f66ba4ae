#ifndef PTKT_IMS_SENDER_SETTINGS_HPP
#define PTKT_IMS_SENDER_SETTINGS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/text/ebcdic.hpp"
#include "common/base/time.hpp"
#include "common/ims/config/config.hpp"
#include "common/ims/protocol/client_dialogue.hpp"
#include "common/ims/wire/dialect.hpp"
#include "common/net/endpoint.hpp"

namespace ptkt::ims_sender {

/// How messages are read.
enum class Form {
    Lines,   ///< a message a line, of one segment
    Ndjson,  ///< a JSON object a line
    Raw,     ///< segments LL ZZ data, and X'00040000' after each message
};

/// As whom a sender speaks, and what it does.
enum class Mode {
    Trusted,        ///< another IMS Connect: SNDONLYA, trusted by the first message
    SendReceive,    ///< an ordinary client, as all that follow: a transaction and its reply
    SendOnly,       ///< SENDONLY: nothing is answered
    SendOnlyAck,    ///< SNDONLYA
    SendOnlyError,  ///< SNDONLYE: an error alone is answered
    Resume,         ///< RESUME TPIPE: fetches output
};

/// What is done when IMS Connect has another session of the client ID.
enum class Duplicate { Refuse, Cancel, Generate };

/// NAK instead of ACK: the reason that goes with it; absent: the output stays where it is.
struct Rejection {
    std::optional<std::uint16_t> reason;
};

/// How synchronous callout requests are fetched and answered.
struct CalloutSettings {
    bool with_output = false;  ///< asynchronous output too, after the callouts
    std::string program;       ///< a command for the shell
    base::Seconds limit{30};
    bool is_confirmed = true;  ///< IMS Connect acknowledges the answer
    bool is_raw = false;       ///< the data and the answer are bytes, not text
};

/// What an ordinary client says beside its messages.
struct ClientSettings {
    bool is_cm0 = false;
    std::optional<bool> confirms;  ///< absent: as the commit mode has it
    std::string client_id;         ///< empty: one for each connection is made
    std::string lterm;
    std::string group;
    ims_wire::Exit exit = ims_wire::Exit::Sampl1;
    std::optional<base::Byte> timer;  ///< IRM_TIMER
    ims_protocol::Retrieval retrieval = ims_protocol::Retrieval::NoAuto;
    std::string tpipe;
    std::optional<Rejection> nak;
    Duplicate duplicate = Duplicate::Refuse;
    bool wants_mod = false;
    std::optional<std::int64_t> max_messages;
    std::optional<CalloutSettings> callouts;
};

/// What text is written in on the wire; without a page it is ASCII, which lets UTF-8 pass.
struct Encoding {
    std::optional<ebcdic::CodePage> page = ebcdic::CodePage::Cp1047;
};

/// What a sender is to do beside what its member says.
struct Settings {
    Mode mode = Mode::Trusted;
    ClientSettings client;
    std::vector<net::Endpoint> listen;  ///< for MSC; empty: the ports of the member
    std::string datastore;
    std::string trancode;
    std::string rmttran;       ///< goes before the data of each message, and before its own code
    std::string message_user;  ///< empty: the one of the connection
    Form format = Form::Lines;
    Encoding encoding;
    std::optional<base::Seconds> timeout;
    std::int64_t retry = 0;
    std::int64_t sockets = 1;
    std::optional<std::string> unsent;  ///< the file that keeps what was not acknowledged
    bool ordered = false;
    bool keep_going = false;
    bool ticket_per_message = false;
    bool same_second = false;            ///< the receiver takes a ticket more than once
    std::optional<base::Instant> clock;  ///< absent: the moment the connection opens
    bool next = false;                   ///< this second counts as used by another run
    bool is_encrypted = false;           ///< every connection is protected
    bool tells_news = false;             ///< not only of what is out of the ordinary
};

/// Whether it is an ordinary client, of whom each message is checked.
[[nodiscard]] inline bool is_client(const Settings& settings) {
    return settings.mode != Mode::Trusted;
}

/// Whether nothing answers a message that is taken.
[[nodiscard]] inline bool is_unanswered(const Settings& settings) {
    return settings.mode == Mode::SendOnly || settings.mode == Mode::SendOnlyError;
}

/// How long connecting may take, and an answer where no statement says it.
[[nodiscard]] inline base::Seconds time_limit(const Settings& settings) {
    return settings.timeout.value_or(base::Seconds(30));
}

/// What the answer to a callout is on the wire.
[[nodiscard]] inline ims_wire::MessageKind callout_response_kind(const Settings& settings) {
    return settings.client.callouts->is_confirmed ? ims_wire::MessageKind::CalloutResponseAck
                                                  : ims_wire::MessageKind::CalloutResponse;
}

/// What a message of that mode is on the wire.
[[nodiscard]] ims_wire::MessageKind message_kind(Mode mode);

/// How long an acknowledgment may take: ACKTO of the member's data store where the settings do not
/// say it. Of several, nobody says which one a message comes from: then the longest. IRM_TIMER of a
/// message is time that its sender gives to IMS Connect on top.
[[nodiscard]] base::Seconds ack_limit(const Settings& settings, const ims_config::Config& config);

/// IRM_TIMER of a client that waits for output is not limited, where nothing else is said.
[[nodiscard]] ClientSettings with_timer(ClientSettings client);

}  // namespace ptkt::ims_sender

#endif
