#ifndef PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/text/ebcdic.hpp"
#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"
#include "common/ims/protocol/client_dialogue.hpp"
#include "common/ims/wire/dialect.hpp"
#include "common/net/endpoint.hpp"
#include "common/wiring/tls_options.hpp"

namespace ptkt::imscon_send {

/// How messages are read.
enum class Form {
    Lines,   ///< a message a line, of one segment
    Ndjson,  ///< a JSON object a line
    Raw,     ///< segments LL ZZ data, and X'00040000' behind each message
};

/// As whom this program speaks, and what it does.
enum class Mode {
    Trusted,      ///< another IMS Connect: SNDONLYA, trusted by the first message
    SendReceive,  ///< an ordinary client, as all that follow: a transaction and its reply
    SendOnly,     ///< SENDONLY: nothing is answered
    SendOnlyAck,  ///< SNDONLYA
    Resume,       ///< RESUME TPIPE: fetches output
};

/// What is done when IMS Connect has another session of the client ID.
enum class Duplicate { Refuse, Cancel, Generate };

/// Where to connect to without a RMTIMSCON statement.
struct Target {
    std::string host;
    std::uint16_t port = 0;
};

/// NAK instead of ACK: the reason that goes with it; absent: the output stays where it is.
struct Rejection {
    std::optional<std::uint16_t> reason;
};

/// What an ordinary client says beside its messages.
struct ClientOptions {
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
};

/// What text is written in on the wire; without a page it is ASCII, which lets UTF-8 pass.
struct Encoding {
    std::optional<ebcdic::CodePage> page = ebcdic::CodePage::Cp1047;
};

struct Options {
    std::optional<std::string> member;
    std::optional<std::string> rmtimscon;
    std::optional<Target> to;
    std::string user;
    std::string appl;
    Mode mode = Mode::Trusted;
    ClientOptions client;
    std::optional<bool> persistent;     ///< absent: as the statement has it
    std::string lclplkid;               ///< of the MSC statement of a link
    std::vector<net::Endpoint> listen;  ///< empty: the ports of the member
    std::string datastore;
    std::string trancode;
    Form format = Form::Lines;
    Encoding encoding;
    std::optional<base::Seconds> timeout;
    std::int64_t retry = 0;
    std::int64_t sockets = 1;
    std::optional<std::string> unsent;
    std::optional<std::string> journal;
    bool ordered = false;
    bool keep_going = false;
    bool ticket_per_message = false;
    bool same_second = false;            ///< the receiver takes a ticket more than once
    std::optional<base::Instant> clock;  ///< absent: the moment the connection opens
    bool next = false;
    wiring::TlsOptions tls;
    std::optional<std::string> file;  ///< absent or `-`: standard input
    cli::CommonOptions common;
};

/// Whether this program is an ordinary client, of whom each message is checked.
[[nodiscard]] inline bool is_client(const Options& options) {
    return options.mode != Mode::Trusted;
}

/// How long connecting may take, and an answer where no statement says it.
[[nodiscard]] inline base::Seconds time_limit(const Options& options) {
    return options.timeout.value_or(base::Seconds(30));
}

/// The program's command line, bound to `options`, which must outlive it, as the tables of the jobs
/// must be. Without the word of a job it is that of `send`.
[[nodiscard]] cli::OptionTable option_table(Options& options);
/// Sends as another IMS Connect, which is trusted by its first message.
[[nodiscard]] cli::OptionTable send_table(Options& options);
/// Sends as an ordinary client.
[[nodiscard]] cli::OptionTable client_table(Options& options);
/// Fetches output: RESUME TPIPE.
[[nodiscard]] cli::OptionTable fetch_table(Options& options);
/// Sends over an MSC link.
[[nodiscard]] cli::OptionTable link_table(Options& options);
/// Those of all four jobs.
[[nodiscard]] std::vector<cli::OptionTable> job_tables(Options& options);

}  // namespace ptkt::imscon_send

#endif
