#ifndef PTKT_TOOLS_PTKT_VERIFY_VERIFIER_HPP
#define PTKT_TOOLS_PTKT_VERIFY_VERIFIER_HPP

#include <memory>
#include <string_view>
#include <variant>

#include "common/base/result.hpp"
#include "common/cli/io.hpp"
#include "common/ims/sign_on/group_replay.hpp"
#include "common/racf/authorization/authenticate.hpp"
#include "tools/ptkt-verify/options.hpp"

namespace ptkt::verify {

/// The key of --key-file, which must be there.
[[nodiscard]] base::Result<base::Secret> read_key_file(cli::Io& io, const Options& options);

/// What tickets are evaluated by: a store and its replay cache, open for any number of evaluations,
/// or a key that was given.
class Verifier {
  public:
    [[nodiscard]] static base::Result<Verifier> open(cli::Io& io, const Options& options);

    /// Evaluates for the moment `now`; `clock` is what the system's clock says.
    [[nodiscard]] base::Result<authorization::Decision> evaluate(const racf::UserId& user,
                                                                 const racf::ApplName& appl,
                                                                 std::string_view ticket,
                                                                 base::Instant now,
                                                                 base::Instant clock);

  private:
    struct StoreParts {
        std::unique_ptr<store::Store> store;
        replay::ReplayCache replay;
        std::unique_ptr<ims_sign_on::GroupReplay> group;  ///< with --replay
    };
    Verifier(std::variant<StoreParts, base::Secret> by, const Options& options)
        : by_(std::move(by)), options_(&options) {}

    std::variant<StoreParts, base::Secret> by_;
    const Options* options_;
};

}  // namespace ptkt::verify

#endif
