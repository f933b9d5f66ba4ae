#ifndef PTKT_TOOLS_PTKT_VERIFY_VERIFIER_HPP
#define PTKT_TOOLS_PTKT_VERIFY_VERIFIER_HPP

#include <memory>
#include <string_view>

#include "common/authorization/authenticate.hpp"
#include "common/base/result.hpp"
#include "common/cli/io.hpp"
#include "tools/ptkt-verify/options.hpp"

namespace ptkt::verify {

/// The store and its replay cache, open for any number of evaluations.
class Verifier {
  public:
    [[nodiscard]] static base::Result<Verifier> open(cli::Io& io, const Options& options);

    [[nodiscard]] base::Result<authorization::Decision> evaluate(const racf::UserId& user,
                                                                 const racf::ApplName& appl,
                                                                 std::string_view ticket,
                                                                 base::Instant now);

  private:
    Verifier(std::unique_ptr<store::Store> store, store::ReplayCache replay, const Options& options)
        : store_(std::move(store)), replay_(std::move(replay)), options_(&options) {}

    std::unique_ptr<store::Store> store_;
    store::ReplayCache replay_;
    const Options* options_;
};

}  // namespace ptkt::verify

#endif
