#ifndef PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/options/options.hpp"
#include "common/ims/receiver/settings.hpp"
#include "common/net/address_range.hpp"
#include "common/net/endpoint.hpp"
#include "common/racf/model/names.hpp"
#include "common/wiring/tls_options.hpp"

namespace ptkt::imscon_recv {

inline constexpr const char* kTool = "imscon-recv";

struct Options {
    std::optional<std::string> member;
    std::vector<net::Endpoint> listen;  ///< empty: the ports of the member
    std::optional<std::string> ready_file;
    ims_receiver::Settings receiver;
    std::optional<std::string> control;        ///< the socket of the operator
    std::optional<std::string> metrics;        ///< the file with the counters
    std::vector<racf::ApplName> applications;  ///< that are taken; empty: all
    /// From where failures count towards PASSWORD(REVOKE(n)); empty: from everywhere.
    std::vector<net::AddressRange> counted;
    bool counts_nothing = false;
    bool no_passwords = false;          ///< PassTickets are the only way in
    std::optional<std::string> replay;  ///< the URL of the shared table of used tickets
    wiring::TlsOptions tls;
    formats::LogForm log_form = formats::LogForm::Lines;  ///< of what is said on standard error
    std::vector<std::string> words;                       ///< `ctl` and what follows it
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

/// Makes the tables of the program and of its words: they share one table of the settings, and
/// completions need all of them.
[[nodiscard]] std::function<std::vector<cli::OptionTable>()> all_tables();

}  // namespace ptkt::imscon_recv

#endif
