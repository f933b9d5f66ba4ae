#ifndef PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_SEND_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options.hpp"
#include "common/ebcdic/ebcdic.hpp"
#include "common/ims_connection/endpoint.hpp"
#include "common/tls_access/tls_options.hpp"

namespace ptkt::imscon_send {

/// How messages are read.
enum class Form {
    Lines,   ///< a message a line, of one segment
    Ndjson,  ///< a JSON object a line
    Raw,     ///< segments LL ZZ data, and X'00040000' behind each message
};

/// What text is written in on the wire; without a page it is ASCII, which lets UTF-8 pass.
struct Encoding {
    std::optional<ebcdic::CodePage> page = ebcdic::CodePage::Cp1047;
};

struct Options {
    std::optional<std::string> member;
    std::optional<std::string> rmtimscon;
    std::optional<std::string> link;               ///< LCLPLKID of an MSC statement
    std::vector<ims_connection::Endpoint> listen;  ///< empty: the ports of the member
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
    bool ticket_per_message = false;
    std::optional<base::Instant> clock;  ///< absent: the moment the connection opens
    bool next = false;
    tls_access::TlsOptions tls;
    std::optional<std::string> file;  ///< absent or `-`: standard input
    cli::CommonOptions common;
};

/// How long connecting may take, and an answer where no statement says it.
[[nodiscard]] inline base::Seconds patience(const Options& options) {
    return options.timeout.value_or(base::Seconds(30));
}

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::imscon_send

#endif
