#ifndef PTKT_NET_CHILD_HPP
#define PTKT_NET_CHILD_HPP

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/unique_fd.hpp"

namespace ptkt::net {

/// Variables that a child has beside those of this program.
using Variables = std::vector<std::pair<std::string, std::string>>;

/// A program, or a command that `/bin/sh` runs, in a process group of its own, with a pipe to its
/// standard input and one from its standard output, neither of which makes us wait. Of our
/// descriptors it has standard error and no other, of our variables none that is about a key. It is
/// killed, group and all, when this goes away before it has ended.
class Child {
  public:
    [[nodiscard]] static base::Result<Child> start(const std::string& command,
                                                   const Variables& variables);
    /// The program at a path, with its arguments, the first of which is its name; without a shell.
    [[nodiscard]] static base::Result<Child> run(const std::string& program,
                                                 std::vector<std::string> arguments,
                                                 const Variables& variables);
    Child(Child&& other) noexcept = default;
    Child& operator=(Child&&) = delete;
    ~Child() { kill(); }

    /// What it takes of its input now: nothing more when it has closed it.
    [[nodiscard]] std::optional<std::size_t> write(std::string_view text);
    void close_input() { input_.reset(); }
    /// Appends what it has written so far. False at the end of it.
    bool read(std::string& into);

    [[nodiscard]] int input_fd() const { return input_.get(); }
    [[nodiscard]] int output_fd() const { return output_.get(); }
    /// Readable when it has ended.
    [[nodiscard]] int ended_fd() const { return process_fd_.get(); }
    /// How it ended, empty when well: `exit status 3`, `killed by signal 9`. Once it has.
    [[nodiscard]] std::string reap();
    /// The number it exited with; 0 where it was killed. After `reap`.
    [[nodiscard]] int exit_status() const { return exit_status_; }
    void kill();

  private:
    Child() = default;

    base::UniqueFd input_;
    base::UniqueFd output_;
    base::UniqueFd process_fd_;
    pid_t process_ = 0;
    int exit_status_ = 0;
};

}  // namespace ptkt::net

#endif
