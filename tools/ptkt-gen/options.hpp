#ifndef PTKT_TOOLS_PTKT_GEN_OPTIONS_HPP
#define PTKT_TOOLS_PTKT_GEN_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "common/base/time.hpp"
#include "common/cli/options/options.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/passticket/ticket.hpp"

namespace ptkt::gen {

/// The kind of ticket that is asked for; none is "what the key makes".
struct Wanted {
    std::optional<passticket::Kind> kind;
};

struct Options {
    std::optional<racf::UserId> user;
    std::optional<racf::ApplName> appl;
    std::optional<racf::UserId> caller;  ///< by whose authority
    Wanted type;
    std::optional<base::Instant> at;  ///< absent: now
    std::optional<std::string> key_file;
    bool next = false;
    bool strict_keys = false;  ///< a weak key of --key-file is refused
    bool batch = false;
    bool line_buffered = false;
    std::int64_t jobs = 1;
    std::optional<std::string> file;
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::gen

#endif
