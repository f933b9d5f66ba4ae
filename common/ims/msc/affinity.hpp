#ifndef PTKT_IMS_MSC_AFFINITY_HPP
#define PTKT_IMS_MSC_AFFINITY_HPP

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace ptkt::ims_msc {

/// Which member of a generic group the links of the group go to: the first that answers, and from
/// then on that one until the last of its links has ended. [MSC statement, GENIMSID]
template <typename Member>
class Affinity {
  public:
    /// The member for one more link: the one that has the others, else the first of those that
    /// answer, else nullptr.
    [[nodiscard]] const Member* choose(const std::string& group,
                                       const std::vector<const Member*>& answering) {
        const auto found = holders_.find(group);
        if (found == holders_.end() && answering.empty()) return nullptr;
        Holder& holder =
            found != holders_.end() ? found->second : holders_[group] = {answering.front(), 0};
        ++holder.links;
        return holder.member;
    }

    /// One of the group's links has ended. A group that has none is passed over.
    void release(const std::string& group) {
        const auto found = holders_.find(group);
        if (found != holders_.end() && --found->second.links == 0) holders_.erase(found);
    }

  private:
    struct Holder {
        const Member* member = nullptr;
        std::size_t links = 0;
    };
    std::map<std::string, Holder> holders_;
};

}  // namespace ptkt::ims_msc

#endif
