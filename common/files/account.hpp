#ifndef PTKT_FILES_ACCOUNT_HPP
#define PTKT_FILES_ACCOUNT_HPP

#include <sys/types.h>

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/files/files.hpp"

/// To whom files belong. Names are those of /etc/passwd and /etc/group: other sources of names need
/// libraries that a program which is linked statically cannot load, so there numbers are given.
namespace ptkt::files {

/// A user of the system and a group.
struct Account {
    uid_t user = 0;
    gid_t group = 0;
};

/// `USER`, with the group that the user has at login, or `USER:GROUP`; names or numbers. NotFound,
/// Malformed.
[[nodiscard]] base::Result<Account> parse_account(std::string_view text);

/// The name of a user, or the number of one without a name.
[[nodiscard]] std::string user_name(uid_t user);

/// The name of the user to whom a file belongs, when that is not this process's user; otherwise, and
/// where nobody can tell, nothing.
[[nodiscard]] std::string other_owner(const Path& path);

/// Makes a directory of mode 0700 for an account. One that exists changes its owner only while it is
/// empty and this process's own.
[[nodiscard]] base::Status make_directory_for(const Path& path, const Account& account);

/// Gives up the rights of root: from now on this process is the account's. NotPermitted: it is neither
/// root nor that user already.
[[nodiscard]] base::Status become(const Account& account);

}  // namespace ptkt::files

#endif
