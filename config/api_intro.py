"""What the OpenAPI document says before its operations: how to call, in which order, what refusals mean."""

from django.utils.translation import gettext_noop as _

INTRODUCTION = (
    _(
        "API của phần mềm theo dõi bố trí Công an chính quy tại xã, thị trấn: cùng phạm vi, quy định và lời "
        "báo như các trang. Các thí dụ trong tài liệu này đều là dữ liệu bịa."
    ),
    _(
        "Đăng nhập. Đăng nhập trên trang rồi tạo mã truy cập ở /accounts/tokens/ (mã chỉ hiện một lần, có "
        "hạn, chỉ đọc trừ khi chọn được ghi), gửi trong “Authorization: Bearer …”. Mã có đúng quyền của tài "
        "khoản tạo ra nó; GET /api/v1/account cho biết đó là tài khoản nào."
    ),
    _(
        "Vai trò. ministry (Bộ): đọc tất cả; duyệt, trả lại, mở khóa báo cáo; niêm phong; yêu cầu lập tài "
        "liệu. province_editor, province_approver (địa phương): chỉ thấy địa phương của mình; nhập cán bộ, "
        "chức vụ, bồi dưỡng; soạn báo cáo; chỉ province_approver gửi báo cáo. auditor: đọc tất cả, không "
        "ghi. Số liệu toàn quốc (/summary, /reports, /documents và các tệp) với địa phương là 404."
    ),
    _(
        "Giá trị. Ngày theo ISO (YYYY-MM-DD), thời điểm theo ISO có Z (UTC); không nhận dạng khác. "
        "“last_day” là ngày cuối cùng giữ chức, tính cả ngày đó. Ngôn ngữ của lời và của tài liệu này theo "
        "Accept-Language (vi, en; không nêu: vi). Danh sách cho “items” và “next”: gửi “next” trong “cursor” "
        "cùng các bộ lọc như cũ để đọc trang sau, đến khi “next” là null."
    ),
    _(
        "Thứ tự gọi, cán bộ. 1: mã xã từ GET /communes?province=…; cán bộ đã có: GET /officers?q=số hiệu. 2: "
        "POST /officers, rồi POST /officers/{pk}/appoint với “id” vừa nhận. 3: lần giữ chức vụ đang có: GET "
        "/assignments?q=số hiệu&in_post=yes; điều chuyển, kết thúc: POST /assignments/{pk}/transfer, …/end "
        "với ETag của lần đó. Ghi sai thì PUT (đính chính), chưa từng có thì DELETE (hủy)."
    ),
    _(
        "Thứ tự gọi, báo cáo của một địa phương. 1: Bộ mở kỳ trên trang; “id” của kỳ từ GET /periods. 2: địa "
        "phương đọc …/draft, gửi những gì còn thiếu bằng POST …/draft, lặp lại đến khi “obstacles” trống. 3: "
        "province_approver POST …/send với ETag của …/draft. 4: Bộ tìm ở …/reports?state=sent, đọc "
        "…/sendings/{number} (“answered”: trả lời cho lần trả lại trước) và …/rows, rồi POST …/approve hoặc "
        "…/return với ETag của báo cáo. 5: bị trả lại thì địa phương đọc …/points, trả lời trong “answers” "
        "của …/draft hoặc sửa số liệu, rồi gửi lại. 6: báo cáo đã duyệt (approved) chỉ sửa được sau khi Bộ "
        "…/reopen: lại là returned, gửi và duyệt lại thì là corrected. Nghĩa của từng “state”: State."
    ),
    _(
        "Thứ tự gọi, báo cáo toàn quốc. 1: Bộ POST /reports để niêm phong một ngày. 2: đọc …/summary, "
        "…/rows, các tệp. 3: việc lâu (…/pack, …/communes-annex) trả lời 202: hỏi địa chỉ trong Location sau "
        "mỗi Retry-After giây đến khi “state” là done, failed hoặc lost; văn bản đã lập ở GET "
        "/documents?report=…. Trong khi việc còn chờ hoặc đang làm, yêu cầu lại cùng việc đó trả lời 202 với "
        "chính việc đang có: không lập hai lần."
    ),
    _(
        "Lời từ chối là một văn bản application/problem+json (RFC 9457). Mã trạng thái theo một quy tắc: "
        "400: không đọc được tham số, tiêu đề hoặc JSON. 422: đọc được, nhưng giá trị trong nội dung sai: "
        "sửa giá trị rồi gửi lại. 409: nội dung đúng, nhưng trạng thái hiện nay của bản ghi này hoặc bản ghi "
        "khác không cho phép: làm bước còn thiếu rồi gửi lại, hoặc không còn gì để làm. 412: bản ghi đã thay "
        "đổi từ khi đọc; 428: thiếu If-Match. 403: vai trò hoặc mã truy cập không được làm. 404: không có "
        "bản ghi đó trong phạm vi của tài khoản, kể cả bản ghi của địa phương khác. Mỗi “type” luôn mang "
        "cùng một mã trạng thái; bảng các loại, ý nghĩa và cách giải quyết ở ProblemType; từng thao tác kể "
        "các loại của mình. Giá trị sai nằm trong “errors”: “in” nói ở đâu, “field” là JSON Pointer trong "
        "nội dung (/reasons/0/text) hoặc tên của tham số, tiêu đề. Không từ chối nào để lại gì đã ghi."
    ),
    _(
        "Thay đổi. Sửa, xóa và các bước của báo cáo cần If-Match với ETag đã đọc, để không ai ghi đè lên "
        "điều mình chưa thấy. PUT thay toàn bộ: trường không gửi nhận giá trị mặc định của nó, không giữ giá "
        "trị cũ. Bản ghi đọc bằng GET gửi lại nguyên vẹn bằng PUT được; trường chỉ đọc có thể bỏ, nếu gửi "
        "thì phải đúng như đã đọc (khác: 422 read-only-field). POST không nhận trường chỉ đọc."
    ),
    _(
        "Gửi lại. Mọi thao tác ghi nhận Idempotency-Key: gửi lại cùng khóa với đúng yêu cầu đó trong 24 giờ "
        "thì ghi một lần, trả lời như cũ; cùng khóa mà nội dung khác: 422. Không có khóa, gửi lại là một yêu "
        "cầu mới. Mỗi tài khoản gọi nhiều nhất 50 lần mỗi giây và 1200 lần mỗi phút; quá mức: 429 kèm "
        "Retry-After."
    ),
    _(
        "Thứ tự xét một yêu cầu; điều đứng trước được trả lời, dù sau đó còn gì sai. 1: HTTPS (403), mã truy "
        "cập (401), số lần gọi (429). 2: độ dài và kiểu của nội dung (413, 415), với mọi thao tác ghi. 3: "
        "Idempotency-Key. 4: mã chỉ đọc (403), tham số lạ của thao tác ghi (400). 5: dạng của tham số (400) "
        "và của nội dung: thiếu, lạ, sai kiểu (422); không gửi gì nơi cần nội dung cũng là 422. 6: bản ghi "
        "của đường dẫn (404). 7: vai trò (403). 8: If-Match (428, rồi 412). 9: giá trị và trạng thái (422, "
        "409). Ở các địa chỉ chỉ có số liệu toàn quốc, vai trò được xét trước bản ghi. OPTIONS: 405; HEAD "
        "được trả lời như GET."
    ),
    _(
        "ETag của bản ghi thay cho các giá trị của chính bản ghi: giá trị trở lại như cũ thì ETag cũng vậy; "
        "ETag của cán bộ không đổi khi cán bộ được bổ nhiệm. If-Match nhận: một hay nhiều ETag trong ngoặc "
        "kép, cách nhau bằng dấu phẩy; một giá trị “etag” không ngoặc kép, đứng một mình; hoặc * đứng một "
        "mình. ETag yếu (W/) không bao giờ khớp. ETag của báo cáo tùy vai trò của tài khoản: dùng ETag mà "
        "chính tài khoản đã đọc."
    ),
    _(
        "Đúng yêu cầu đó, với Idempotency-Key, là: cùng phương thức, địa chỉ, If-Match và từng byte của nội "
        "dung; câu trả lời được gửi lại bằng ngôn ngữ của lần đầu. Số lần gọi đếm chung cho mọi tiến trình "
        "của máy chủ, theo giây của đồng hồ và theo 60 giây gần nhất, gồm cả lần bị từ chối (trừ 401, 429); "
        "mỗi câu trả lời nêu giới hạn ở RateLimit-Policy và số lần còn lại ở RateLimit."
    ),
    _(
        "Nơi chốn trong bộ lọc (province, district, commune, region): mã không có ở đâu là 400 "
        "invalid-filter; mã của địa phương khác với tài khoản địa phương là 404, trừ các danh mục, ai cũng "
        "đọc được. Bản ghi trong bộ lọc (service_number, report) mà tài khoản không thấy là 404. Ngày hôm "
        "nay và ngày mặc định của as_of ở GET /api/v1/account; mọi hạn và thời điểm (mở kỳ, gửi, duyệt, niêm "
        "phong) theo đồng hồ của máy chủ, không theo ngày của dữ liệu minh họa."
    ),
    _(
        "Không có trong API, chỉ làm trên các trang: mở kỳ, gia hạn, cập nhật biểu mẫu của kỳ; điều chuyển "
        "giữa hai địa phương; tệp đính kèm báo cáo; nhập từ bảng tính; cấp số văn bản; quy định; tài khoản."
    ),
)
TAGS = {
    "account": _("Tài khoản của mã truy cập đang dùng."),
    "units": _(
        "Danh mục vùng, tỉnh, huyện, xã của một ngày; ai cũng đọc được. Mã trong mọi thao tác lấy từ đây."
    ),
    "officers": _("Cán bộ, kèm chức vụ đang giữ vào ngày được hỏi. “id” lấy từ danh sách hoặc từ POST."),
    "assignments": _(
        "Các lần giữ chức vụ, cũ và đang giữ. Bổ nhiệm, điều chuyển, kết thúc, đính chính, hủy: mỗi việc một "
        "thao tác. “id” lấy từ danh sách, hoặc từ câu trả lời khi bổ nhiệm và điều chuyển."
    ),
    "trainings": _("Các khóa đào tạo, bồi dưỡng mà cán bộ đã hoàn thành."),
    "staffing": _(
        "Từng xã, thị trấn theo quy định của ngày được hỏi: bao nhiêu cán bộ, có Trưởng Công an không."
    ),
    "summary": _("Số liệu tổng hợp của một ngày, tính từ dữ liệu hiện tại."),
    "periods": _(
        "Kỳ báo cáo và báo cáo của từng địa phương: soạn, gửi, trả lại, duyệt, mở khóa. Báo cáo được gọi "
        "bằng “id” của kỳ và mã tỉnh."
    ),
    "reports": _("Báo cáo toàn quốc đã niêm phong: không thay đổi nữa, kiểm tra được bằng SHA-256."),
    "documents": _(
        "Báo cáo sơ kết, phụ lục và bảng tổng hợp: từ số liệu hiện tại (bản dự thảo) hoặc của một báo cáo "
        "niêm phong; và sổ các văn bản đã lập."
    ),
    "works": _("Việc lâu đã yêu cầu: đến đâu, tệp đã lập."),
}
