#ifndef PTKT_CLI_EXIT_STATUS_HPP
#define PTKT_CLI_EXIT_STATUS_HPP

#include "common/base/error.hpp"

namespace ptkt::cli {

/// What a program ends with: 0 and 1 are answers, from 64 on stand the numbers of sysexits(3).
/// racf-admin alone also ends with RACF's return codes 4, 8 and 12.
enum class ExitStatus : int {
    Done = 0,           ///< done, accepted
    No = 1,             ///< the answer is no: ticket rejected, some message not delivered
    RacfWarning = 4,    ///< racf-admin: the highest return code of the run was 4
    RacfError = 8,      ///< racf-admin: the highest return code of the run was 8
    RacfSevere = 12,    ///< racf-admin: the highest return code of the run was 12
    Usage = 64,         ///< the command line makes no sense
    Malformed = 65,     ///< malformed input
    NotFound = 66,      ///< input not found
    Unavailable = 69,   ///< the peer is unavailable
    Bug = 70,           ///< an error in the program
    CannotCreate = 73,  ///< an output cannot be created
    Io = 74,            ///< input/output error
    TryAgain = 75,      ///< try again later: locked, busy
    NotPermitted = 77,  ///< not permitted
    Config = 78,        ///< configuration or store unusable
};

/// The one translation of errors into exit status.
[[nodiscard]] ExitStatus exit_status(base::ErrorKind kind);

[[nodiscard]] constexpr int to_int(ExitStatus status) {
    return static_cast<int>(status);
}

}  // namespace ptkt::cli

#endif
