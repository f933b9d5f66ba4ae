#include "common/cli/exit_status.hpp"

namespace ptkt::cli {

ExitStatus exit_status(base::ErrorKind kind) {
    switch (kind) {
        case base::ErrorKind::Usage:
            return ExitStatus::Usage;
        case base::ErrorKind::Malformed:
            return ExitStatus::Malformed;
        case base::ErrorKind::NotFound:
            return ExitStatus::NotFound;
        case base::ErrorKind::Unavailable:
            return ExitStatus::Unavailable;
        case base::ErrorKind::CannotCreate:
            return ExitStatus::CannotCreate;
        case base::ErrorKind::Io:
            return ExitStatus::Io;
        case base::ErrorKind::TryAgain:
            return ExitStatus::TryAgain;
        case base::ErrorKind::NotPermitted:
            return ExitStatus::NotPermitted;
        case base::ErrorKind::Config:
            return ExitStatus::Config;
        case base::ErrorKind::Bug:
            break;
    }
    return ExitStatus::Bug;
}

}  // namespace ptkt::cli
