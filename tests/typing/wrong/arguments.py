"""Wrong arguments. Each line that checkers must refuse names their rules: mypy's, then pyright's."""

from integrations.groq import AsyncGroq, Groq
from integrations.groq.params import ChatMessageParam
from integrations.mistralai import MistralAI

groq = Groq()
mistral = MistralAI()
chat = groq.create_completion

groq.get_file()  # wrong: call-arg, reportCallIssue
groq.get_file("file_1")  # wrong: call-arg, reportCallIssue
groq.get_file(file_id=1)  # wrong: arg-type, reportArgumentType
groq.list_files(limt=10)  # wrong: call-arg, reportCallIssue
groq.list_files(limit="10")  # wrong: arg-type, reportArgumentType
groq.list_files(options={"timout": 5})  # wrong: arg-type, reportArgumentType
groq.list_model()  # wrong: attr-defined, reportAttributeAccessIssue
chat(messages=[])  # wrong: call-overload, reportCallIssue
chat(model="m", messages="Hi")  # wrong: arg-type, reportArgumentType
chat(model="m", messages=[], stream="yes")  # wrong: call-overload, reportCallIssue
groq.iter_files(limt=10)  # wrong: call-arg, reportCallIssue
groq.with_raw_response.list_files(limit="10")  # wrong: arg-type, reportArgumentType
groq.with_raw_response.iter_files()  # wrong: attr-defined, reportAttributeAccessIssue
chat(model="m", messages=[{"role": "user"}])  # wrong: typeddict-item, reportArgumentType
poet: ChatMessageParam = {"role": "a", "content": ""}  # wrong: typeddict-item, reportAssignmentType
mistral.create_embedding(model="m", input=[1])  # wrong: list-item, reportArgumentType
Groq("key")  # wrong: call-arg, reportCallIssue
Groq(apikey="key")  # wrong: call-arg, reportCallIssue
AsyncGroq(timeout="soon")  # wrong: arg-type, reportArgumentType
Groq(max_retries="often")  # wrong: arg-type, reportArgumentType
Groq(policy={"write": "perhaps"})  # wrong: dict-item, reportArgumentType
