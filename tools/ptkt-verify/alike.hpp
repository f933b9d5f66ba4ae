#ifndef PTKT_TOOLS_PTKT_VERIFY_ALIKE_HPP
#define PTKT_TOOLS_PTKT_VERIFY_ALIKE_HPP

#include <map>
#include <utility>
#include <vector>

#include "common/cli/io.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/diagnosis/same_mask.hpp"

namespace ptkt::verify {

/// Legacy tickets of a batch that fail by a wrong key, to tell at the end what no single one shows:
/// that only the application name is wrong. Keeps a bounded number of them.
class AlikeFailures {
  public:
    void add(const authorization::Decision& decision);
    /// A note for each user and application whose tickets fail alike.
    void tell(cli::Io& io) const;

  private:
    using Subject = std::pair<std::string, std::string>;
    std::map<Subject, std::vector<diagnosis::Sighting>> sightings_;
};

}  // namespace ptkt::verify

#endif
