#ifndef PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/text/ebcdic.hpp"
#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"
#include "common/net/address_range.hpp"
#include "common/net/endpoint.hpp"
#include "common/racf/model/names.hpp"
#include "common/wiring/tls_options.hpp"

namespace ptkt::imscon_recv {

/// How messages are written to standard output.
enum class Form {
    Ndjson,  ///< a JSON object a message, and one for each event of a connection
    Text,    ///< a line a segment
    Raw,     ///< the segments as they came, LL ZZ data, and X'00040000' behind each message
};

struct Options {
    std::optional<std::string> member;
    std::vector<net::Endpoint> listen;  ///< empty: the ports of the member
    std::optional<std::string> ready_file;
    Form output = Form::Ndjson;
    std::optional<std::int64_t> max_messages;
    ebcdic::CodePage encoding = ebcdic::CodePage::Cp1047;
    std::optional<base::Seconds> timeout;        ///< absent: TIMEOUT of the member
    std::optional<base::Seconds> trust_limit;    ///< after which a sender signs on again
    std::optional<base::Seconds> recheck_users;  ///< how often trusted ones are looked up
    std::optional<std::string> exec;             ///< a run of it for each message
    std::optional<std::string> coprocess;        ///< one that is given all messages
    std::optional<std::string> spool;            ///< the directory that keeps messages
    std::int64_t parallel = 4;                   ///< runs of `exec` at once
    base::Seconds time_limit{30};                ///< for one of them
    std::optional<std::string> control;          ///< the socket of the operator
    std::optional<std::string> metrics;          ///< the file with the counters
    std::vector<racf::ApplName> applications;    ///< that are taken; empty: all
    /// From where failures count towards PASSWORD(REVOKE(n)); empty: from everywhere.
    std::vector<net::AddressRange> counted;
    bool counts_nothing = false;
    wiring::TlsOptions tls;
    std::vector<std::string> words;  ///< `ctl` and what is behind it
    cli::CommonOptions common;

    /// Whether there is a program that replies to messages.
    [[nodiscard]] bool has_program() const { return exec || coprocess; }
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::imscon_recv

#endif
