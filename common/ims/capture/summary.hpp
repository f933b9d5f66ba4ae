#ifndef PTKT_IMS_CAPTURE_SUMMARY_HPP
#define PTKT_IMS_CAPTURE_SUMMARY_HPP

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "common/formats/json/json.hpp"
#include "common/ims/capture/decoder.hpp"

namespace ptkt::ims_capture {

/// Counts records: how many there were, what was refused and why, and which tickets came twice.
class Summary {
  public:
    void add(const Record& record);

    [[nodiscard]] std::string text(const Seen& seen) const;
    [[nodiscard]] json::Json json(const Seen& seen) const;

    static constexpr std::string_view kFields =
        "v event conversations messages answers refusals faults gaps other_connections "
        "tls_connections "
        "tickets tickets_used_again kinds reasons";

  private:
    void count(std::string_view kind);
    [[nodiscard]] std::uint64_t refusals() const;

    std::set<std::uint64_t> conversations_;
    std::uint64_t last_conversation_ = 0;  ///< the one of the record before; they begin at 1
    std::uint64_t messages_ = 0;
    std::uint64_t answers_ = 0;
    std::uint64_t faults_ = 0;
    std::uint64_t gaps_ = 0;
    std::uint64_t tickets_ = 0;
    std::uint64_t again_ = 0;
    std::map<std::string, std::uint64_t, std::less<>> kinds_;
    std::map<std::string, std::uint64_t, std::less<>> reasons_;
    /// By hash: a summary keeps no ticket.
    std::unordered_map<std::size_t, std::uint32_t> used_;
};

}  // namespace ptkt::ims_capture

#endif
