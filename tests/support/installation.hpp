#ifndef PTKT_TESTS_SUPPORT_INSTALLATION_HPP
#define PTKT_TESTS_SUPPORT_INSTALLATION_HPP

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/temporary_directory.hpp"

namespace ptkt::tests {

/// A new store in a directory of its own, changed by the programs themselves.
class StoreDirectory {
  public:
    explicit StoreDirectory(std::string tools) : tools_(std::move(tools)) {
        if (admin({"init"}).status != 0) throw std::runtime_error("racf-admin init");
    }

    /// The words of one of the programs, with this store.
    [[nodiscard]] std::vector<std::string> words(const std::string& tool,
                                                 const std::vector<std::string>& more) const {
        std::vector<std::string> all{tools_ + "/" + tool, "--store", path()};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    [[nodiscard]] std::string path() const { return (directory_.path() / "store").string(); }

    [[nodiscard]] Child::Ended admin(const std::vector<std::string>& more,
                                     const std::string& input = {}) const {
        return run_program(words("racf-admin", more), input);
    }
    /// RACF commands that must not fail; a warning is none.
    void commands(const std::string& text) const {
        if (admin({}, text).status > 4) throw std::runtime_error("racf-admin: " + text);
    }

  private:
    std::string tools_;
    TemporaryDirectory directory_;
};

}  // namespace ptkt::tests

#endif
