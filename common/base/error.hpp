#ifndef PTKT_BASE_ERROR_HPP
#define PTKT_BASE_ERROR_HPP

#include <string>
#include <utility>

namespace ptkt::base {

/// What kind of trouble it is; `cli` turns each kind into one documented exit status.
enum class ErrorKind {
    Usage,         ///< the command line makes no sense
    Malformed,     ///< input (a key, a name, a time, a file, a frame) is not what it must be
    NotFound,      ///< an input that was named is not there
    Unavailable,   ///< the other end cannot be reached or went away
    Bug,           ///< an invariant of ours does not hold
    CannotCreate,  ///< an output cannot be made
    Io,            ///< reading or writing failed underway
    TryAgain,      ///< somebody else holds a lock; later it may go
    NotPermitted,  ///< the file system or the store's rules forbid it
    Config,        ///< a configuration member or the store cannot be used as it is
};

/// A failure as a value. `what` is one line, lower case, without a full stop, and never holds a
/// secret; `hint` says what to do about it, or is empty.
struct Error {
    ErrorKind kind = ErrorKind::Bug;
    std::string what;
    std::string hint;

    /// The same error with "where: " in front, for the callers that know more.
    [[nodiscard]] Error within(const std::string& where) && {
        what = where + ": " + what;
        return std::move(*this);
    }
};

}  // namespace ptkt::base

#endif
